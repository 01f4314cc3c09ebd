package orrery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.clean.PlainText;
import orrery.feed.Article;
import orrery.feed.Entry;
import orrery.feed.Parsed;
import orrery.feed.Tag;
import orrery.parse.Document;
import orrery.parse.FeedParser;
import orrery.tag.Detector;

/** The posts of the corpus of real feeds, with the tags that their authors gave them. */
final class Categorised {
  static final Path BLOGS = Pairs.CORPUS.resolve("real");

  /**
   * A post.
   *
   * @param blog the number of its blog in the corpus, from 0, by name
   * @param tags of its author, none where it has none that say anything
   */
  record Post(long blog, String title, String text, @Nullable String language, List<Tag> tags) {
    List<String> keys() {
      return tags.stream().map(Tag::key).toList();
    }
  }

  private Categorised() {}

  /** All posts, tagged or not, a blog after the other; of a blog in two formats, of the first. */
  static List<Post> posts() throws IOException {
    List<Post> posts = new ArrayList<>();
    try (Stream<Path> folders = Files.list(BLOGS)) {
      List<Path> blogs = folders.sorted().toList();
      for (int blog = 0; blog < blogs.size(); blog++) {
        posts.addAll(posts(blogs.get(blog), blog));
      }
    }
    return posts;
  }

  private static List<Post> posts(Path blog, int number) {
    List<Post> posts = new ArrayList<>();
    try (Stream<Path> files = Files.list(blog)) {
      List<Path> feeds =
          files.filter(f -> f.getFileName().toString().startsWith("feed.")).sorted().toList();
      if (!feeds.isEmpty()
          && FeedParser.parse(Document.of(Files.readAllBytes(feeds.getFirst())))
              instanceof Parsed.Understood feed) {
        for (Entry entry : feed.entries()) {
          String address = "https://" + blog.getFileName() + ".example/feed";
          Article article = Pairs.reading(entry, feed, address, number).article();
          String text = PlainText.ofClean(article.html());
          String told = Detector.read(text).language();
          String language = told != null ? told : article.language();
          posts.add(new Post(number, article.title(), text, language, article.tags()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return posts;
  }
}
