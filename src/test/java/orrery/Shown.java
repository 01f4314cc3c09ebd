package orrery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * A post on a site, as readers find it on the page of its day.
 *
 * @param title as it is printed
 * @param url where the title leads
 * @param date where it stands
 */
record Shown(String title, String url, Instant date) {
  private static final Pattern DAY = Pattern.compile("\\d{4}/\\d\\d/\\d\\d\\.html");

  /** All posts of a site: each stands on the page of one day. */
  static List<Shown> on(Path site) throws IOException {
    List<Shown> posts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(site)) {
      for (Path file : files.sorted().toList()) {
        if (DAY.matcher(site.relativize(file).toString().replace('\\', '/')).matches()) {
          for (Element post : Jsoup.parse(Files.readString(file)).select("article.h-entry")) {
            posts.add(
                new Shown(
                    post.expectFirst(".title").text(),
                    post.expectFirst(".title a").attr("href"),
                    Instant.parse(post.expectFirst(".dt-published").attr("datetime"))));
          }
        }
      }
    }
    return posts;
  }
}
