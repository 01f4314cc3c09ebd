package orrery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.clean.Images;
import orrery.clean.Images.Shown;
import orrery.config.IconMode;
import orrery.config.ImageMode;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.Blog;
import orrery.feed.Picture;
import orrery.feed.Picture.Kind;
import orrery.feed.Post;
import orrery.publish.Publisher;
import orrery.site.Paths;
import orrery.store.Pictures;

/**
 * What a planet's pages show of the pictures that are kept. Faces lie in {@code faces/}, pictures
 * of posts in {@code images/}, in a folder for the day of the post: so a day's page has its
 * pictures come and go with it.
 */
final class Illustrated {
  /** Where on the site the faces lie. */
  static final String FACES = "faces/";

  private final Pictures store;
  private final Path shelf;
  private final Map<Long, String> faces = new HashMap<>();
  private final Map<String, ImageMode> modes = new HashMap<>();

  /** Looks which faces there are. */
  Illustrated(Planet planet, Map<Long, Member> members, Pictures store) {
    this.store = store;
    this.shelf = shelf(planet);
    Map<Face, String> files =
        store.faces().stream()
            .filter(one -> one.file() != null && Files.exists(shelf.resolve(one.file())))
            .collect(
                Collectors.toMap(
                    one -> new Face(one.kind(), one.source()),
                    one -> Objects.requireNonNull(one.file())));
    members.forEach(
        (id, member) -> {
          modes.put(member.blog(null).slug(), mode(member.subscription()));
          Face face = face(planet, member);
          String file = face == null ? null : files.get(face);
          if (file != null) {
            faces.put(id, FACES + file);
          }
        });
  }

  /** Where pictures are kept. */
  static Path shelf(Planet planet) {
    return planet.dataDirectory().resolve("pictures");
  }

  /** Where a blog's face is from. */
  record Face(Kind kind, String source) {}

  /** The face that a blog should have; null where letters stand for it. */
  static @Nullable Face face(Planet planet, Member member) {
    Subscription subscription = member.subscription();
    String named = subscription.face();
    if (named != null && Reader.isAddress(named)) {
      return new Face(Kind.FACE, named.strip());
    }
    Path file = planet.face(subscription);
    if (file != null) {
      return new Face(Kind.FACE, "file:" + Edition.fromData(planet, file));
    }
    return planet.icons() != IconMode.NO && !subscription.file()
        ? new Face(Kind.ICON, member.feed().url())
        : null;
  }

  /** The pictures that a post shows, in order. */
  static List<String> sources(String html, @Nullable String image) {
    List<String> sources = new ArrayList<>(Images.addresses(html));
    if (sources.isEmpty() && image != null) {
      sources.add(image);
    }
    return sources;
  }

  /** A blog with its face, where there is one. */
  Blog faced(long feed, Blog blog) {
    return blog.with(faces.get(feed));
  }

  /** Has the site hold the faces that are shown, and no others. */
  void publishFaces(Publisher publisher) throws IOException {
    Set<String> stale = new HashSet<>(publisher.starting(FACES));
    for (String face : new HashSet<>(faces.values())) {
      publisher.write(face, Files.readAllBytes(shelf.resolve(face.substring(FACES.length()))));
      stale.remove(face);
    }
    stale.forEach(publisher::remove);
  }

  /** Where on the site the pictures of a day's posts lie. */
  static String folder(LocalDate day) {
    return "images/" + Paths.day(day).replace(".html", "/");
  }

  /** Has the site hold the pictures of a day's posts that are shown, and no others. */
  void publish(LocalDate day, List<Post> posts, Publisher publisher) {
    Set<String> stale = new HashSet<>(publisher.starting(folder(day)));
    kept(posts)
        .values()
        .forEach(
            picture -> {
              String path = folder(day) + picture.file();
              try {
                publisher.write(path, Files.readAllBytes(file(picture)));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              stale.remove(path);
            });
    stale.forEach(publisher::remove);
  }

  /** Posts as a page of the site shows them. Feeds of the site have them as they are. */
  List<Post> on(String page, List<Post> posts) {
    if (posts.stream().allMatch(this::linked)) {
      return posts;
    }
    Map<String, Picture> kept = kept(posts);
    return posts.stream()
        .map(
            post -> {
              String folder = Paths.root(page) + folder(Paths.dayOf(post.date()));
              return linked(post)
                  ? post
                  : with(
                      post,
                      cached(post) ? source -> shown(folder, kept.get(source)) : source -> null);
            })
        .toList();
  }

  private static Post with(Post post, Function<String, @Nullable Shown> shown) {
    String html = Images.with(post.html(), shown);
    String image = post.image();
    Shown alone = image == null || post.html().contains("<img ") ? null : shown.apply(image);
    if (alone == null) {
      return post.with(html, null);
    }
    String text = html.isEmpty() ? "<p>" + Images.escaped(post.excerpt()) + "</p>" : html;
    return post.with("<p>" + alone.html() + "</p>" + text, null);
  }

  private static @Nullable Shown shown(String folder, @Nullable Picture picture) {
    return picture == null
        ? null
        : new Shown(folder + picture.file(), picture.width(), picture.height());
  }

  /** The pictures of posts that are on the shelf, by address. */
  private Map<String, Picture> kept(List<Post> posts) {
    Collection<String> sources = new HashSet<>();
    posts.stream()
        .filter(this::cached)
        .forEach(post -> sources.addAll(sources(post.html(), post.image())));
    if (sources.isEmpty()) {
      return Map.of();
    }
    Map<String, Picture> kept = store.of(sources);
    kept.values().removeIf(picture -> !Files.exists(file(picture)));
    return kept;
  }

  private Path file(Picture picture) {
    return shelf.resolve(Objects.requireNonNull(picture.file()));
  }

  private boolean linked(Post post) {
    return mode(post) == ImageMode.LINK;
  }

  private boolean cached(Post post) {
    return mode(post) == ImageMode.CACHE;
  }

  /** What becomes of a blog's pictures: there is no place for them beside beginnings of posts. */
  static ImageMode mode(Subscription subscription) {
    ImageMode said = subscription.images();
    return said == ImageMode.CACHE && subscription.excerpt() ? ImageMode.NONE : said;
  }

  private ImageMode mode(Post post) {
    return modes.getOrDefault(post.blog().slug(), ImageMode.LINK);
  }
}
