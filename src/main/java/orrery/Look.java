package orrery;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.curate.Identity;
import orrery.feed.Blog;

/**
 * What every page of a planet is made with, but the posts: program, theme, settings, names of
 * blogs. While it stays the same only pages whose posts changed are made. It is worked out in every
 * cycle, so it looks at the times of files rather than into them.
 */
final class Look {
  private Look() {}

  static String of(Planet planet, Collection<Member> members) throws IOException {
    var look = new StringBuilder(4096);
    look.append(Version.NUMBER).append('\n');
    program(look);
    if (planet.theme() != null) {
      folder(look, planet.theme());
    }
    look.append(planet.name()).append('\n');
    look.append(planet.link()).append('\n');
    look.append(planet.ownerName()).append('\n');
    look.append(planet.language()).append('\n');
    look.append(Dress.stamp(planet));
    look.append(planet.itemsPerPage()).append(' ').append(planet.daysPerPage()).append('\n');
    look.append(planet.hubs()).append(planet.hubFeeds()).append('\n');
    look.append(planet.search()).append('\n');
    look.append(planet.tagging().minimum()).append('\n');
    look.append(planet.linksImages()).append('\n');
    look.append(Edition.site(planet)).append('\n');
    look.append(Dress.submit(planet)).append(' ').append(planet.admissions().submitUrl());
    look.append('\n').append(new TreeMap<>(planet.extras())).append('\n');
    planet.pages().forEach(page -> look.append(page.name()).append('\t').append(page.title()));
    look.append('\n');
    for (Member member : members) {
      Blog blog = member.blog(null);
      look.append(blog.slug()).append('\t').append(blog.name()).append('\t');
      look.append(blog.feedUrl()).append('\t').append(blog.url()).append('\t');
      look.append(Illustrated.face(planet, member)).append('\t');
      look.append(member.subscription().images()).append('\t');
      look.append(blog.description()).append('\t');
      look.append(blog.language()).append('\t').append(blog.excerpt()).append('\t');
      look.append(blog.feedId()).append('\n');
      look.append(new TreeMap<>(blog.extras())).append('\n');
    }
    return Long.toHexString(Identity.digest(look.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static void program(StringBuilder look) throws IOException {
    @Nullable CodeSource source = Look.class.getProtectionDomain().getCodeSource();
    if (source != null) {
      try {
        Path jar = Path.of(source.getLocation().toURI());
        if (Files.isRegularFile(jar)) {
          stamp(look, jar);
        }
      } catch (URISyntaxException e) {
        throw new IOException(e);
      }
    }
  }

  private static void folder(StringBuilder look, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        look.append(folder.relativize(file)).append(' ');
        stamp(look, file);
      }
    }
  }

  private static void stamp(StringBuilder look, Path file) throws IOException {
    look.append(Files.getLastModifiedTime(file).toMillis()).append(' ');
    look.append(Files.size(file)).append('\n');
  }
}
