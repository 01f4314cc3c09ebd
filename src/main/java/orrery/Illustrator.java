package orrery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import orrery.config.IconMode;
import orrery.config.ImageMode;
import orrery.config.Planet;
import orrery.feed.Fetched;
import orrery.feed.Hold;
import orrery.feed.Picture;
import orrery.feed.Picture.Kind;
import orrery.fetch.LocalFiles;
import orrery.picture.Scaler;
import orrery.picture.Scaler.Outcome;
import orrery.picture.Scaler.Purpose;
import orrery.store.FeedState.About;
import orrery.store.Repaints;
import orrery.store.Repaints.Unseen;
import orrery.store.Store;

/**
 * Gathers pictures: faces, icons, and those of posts that are to be kept. So many in a cycle, the
 * newest posts' first, when all else is done; a cycle without any to be gathered loads nothing that
 * knows of pictures.
 */
final class Illustrator implements AutoCloseable {
  /** What is asked for in one cycle; the rest waits for the next. */
  private static final int FACES = 100;

  private static final int IMAGES = 50;
  private static final int POSTS = 500;

  static final int LARGEST_IMAGE = 5_000_000;
  static final int LARGEST_FACE = 1_000_000;
  private static final int LONGEST_ADDRESS = 2_000;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Store store;
  private final List<Planet> planets;
  private final PictureFetchers fetchers;
  private final Progress progress;
  private final Path shelf;
  private volatile boolean stopped;

  Illustrator(
      Store store,
      List<Planet> planets,
      InstantSource clock,
      Progress progress,
      Collection<Hold> holds) {
    this.store = store;
    this.planets = planets;
    this.progress = progress;
    this.fetchers = new PictureFetchers(clock, holds, this::scaled);
    this.shelf = Illustrated.shelf(planets.getFirst());
  }

  /**
   * A picture that is wanted.
   *
   * @param picture what is known of it
   * @param feeds whose face it is; empty for a picture of posts
   * @param path the file that it is in, null where it is elsewhere
   * @param icon the address that the feed itself names for its icon
   * @param home the site's page
   */
  record Want(
      Planet planet,
      Picture picture,
      Set<Long> feeds,
      @Nullable Path path,
      @Nullable String icon,
      @Nullable String home) {}

  /**
   * What came of it.
   *
   * @param fetched the last answer
   * @param outcome what was made of it, null where it was no body
   */
  record Came(Want want, Fetched fetched, @Nullable Outcome outcome) {}

  /**
   * Gathers what is due.
   *
   * @return whether pages are to be made again
   * @throws CancellationException where it was closed meanwhile; nothing is kept then
   */
  boolean gather(Function<Planet, List<Member>> members, Instant now) throws IOException {
    List<Want> files = new ArrayList<>();
    List<Want> elsewhere = new ArrayList<>();
    for (Want want : faces(members, now)) {
      (want.path() != null ? files : elsewhere).add(want);
    }
    List<Want> wanted = new ArrayList<>(elsewhere.subList(0, Math.min(FACES, elsewhere.size())));
    for (Planet planet : planets) {
      wanted.addAll(images(planet, members.apply(planet), now));
    }
    List<Came> all = new ArrayList<>();
    for (Want want : files) {
      Path path = Objects.requireNonNull(want.path());
      Fetched file = LocalFiles.fetch(path, want.picture().validators(), LARGEST_FACE);
      if (!(file instanceof Fetched.NotModified)) {
        all.add(new Came(want, file, scaled(want, file)));
      }
    }
    if (!wanted.isEmpty()) {
      progress.begin("Fetching pictures", wanted.size());
      all.addAll(fetchers.fetch(wanted, progress::step));
      progress.end();
    }
    if (stopped) {
      throw new CancellationException("stopped while fetching pictures");
    }
    return !all.isEmpty() && keep(all, now);
  }

  private Collection<Want> faces(Function<Planet, List<Member>> members, Instant now) {
    Map<Illustrated.Face, Picture> known = new HashMap<>();
    store
        .pictures()
        .faces()
        .forEach(one -> known.put(new Illustrated.Face(one.kind(), one.source()), one));
    Map<Illustrated.Face, Want> wants = new LinkedHashMap<>();
    for (Planet planet : planets) {
      for (Member member : members.apply(planet)) {
        Illustrated.Face face = Illustrated.face(planet, member);
        if (face == null || face.source().length() > LONGEST_ADDRESS) {
          continue;
        }
        Picture picture =
            known.computeIfAbsent(face, f -> Picture.wanted(f.kind(), f.source(), now, null));
        Path path = face.source().startsWith("file:") ? planet.face(member.subscription()) : null;
        if (said(planet, member, face) && (path != null || due(picture, now))) {
          wants
              .computeIfAbsent(face, f -> want(planet, member, asked(picture), path))
              .feeds()
              .add(member.feed().id());
        }
      }
    }
    return wants.values();
  }

  /**
   * Whether it is known where to look: a feed, once it was read, says where its icon or site is.
   */
  private static boolean said(Planet planet, Member member, Illustrated.Face face) {
    About about = member.feed().about();
    return face.kind() != Kind.ICON
        || (about != null && (planet.icons() == IconMode.SITE || about.icon() != null));
  }

  private static Want want(Planet planet, Member member, Picture picture, @Nullable Path path) {
    About about = picture.kind() == Kind.ICON ? member.feed().about() : null;
    String icon = about == null ? null : about.icon();
    String home = about == null ? null : about.site();
    return new Want(planet, picture, new HashSet<>(), path, icon, home);
  }

  private List<Want> images(Planet planet, List<Member> members, Instant now) {
    List<Long> feeds =
        members.stream()
            .filter(member -> Illustrated.mode(member.subscription()) == ImageMode.CACHE)
            .map(member -> member.feed().id())
            .toList();
    if (feeds.isEmpty()) {
      return List.of();
    }
    Repaints posts = store.posts(Edition.name(planet)).repaints();
    Map<Unseen, List<String>> sources = new LinkedHashMap<>();
    for (Unseen post : posts.unseen(feeds, POSTS)) {
      sources.put(
          post,
          Illustrated.sources(post.html(), post.image()).stream()
              .filter(source -> source.length() <= LONGEST_ADDRESS)
              .toList());
    }
    posts.seen(sources, feeds, sources.size() < POSTS, now);
    return store.pictures().due(feeds, now, IMAGES).stream()
        .map(one -> new Want(planet, asked(one), Set.of(), null, null, null))
        .toList();
  }

  /** Whether it is time; it is as well where the file is lost. */
  private boolean due(Picture picture, Instant now) {
    Instant asked = picture.asked();
    return !picture.due().isAfter(now) || (asked != null && asked.isAfter(now)) || lost(picture);
  }

  private boolean lost(Picture picture) {
    return picture.file() != null && !Files.exists(shelf.resolve(picture.file()));
  }

  /** As it is asked for: where the file is lost, the whole of it. */
  private Picture asked(Picture picture) {
    return lost(picture)
        ? Picture.wanted(picture.kind(), picture.source(), picture.due(), picture.date())
        : picture;
  }

  private @Nullable Outcome scaled(Want want, Fetched fetched) {
    if (!(fetched instanceof Fetched.Fresh fresh)) {
      return null;
    }
    Kind kind = want.picture().kind();
    if (kind != Kind.POST && fresh.body().length > LARGEST_FACE) {
      return new Outcome.Unfit("The picture is longer than " + LARGEST_FACE + " bytes, the limit.");
    }
    return Scaler.scale(
        fresh.body(),
        switch (kind) {
          case FACE -> Purpose.FACE;
          case ICON -> Purpose.ICON;
          case POST -> Purpose.POST;
        });
  }

  private boolean keep(List<Came> all, Instant now) throws IOException {
    List<Picture> after = new ArrayList<>();
    List<Picture> changed = new ArrayList<>();
    Set<Long> feeds = new HashSet<>();
    for (Came came : all) {
      Picture before = came.want().picture();
      Picture one = after(came, now);
      after.add(one);
      if (!Objects.equals(before.file(), one.file())) {
        changed.add(one);
        feeds.addAll(came.want().feeds());
      }
    }
    for (String file : store.pictures().save(after, changed, feeds)) {
      Files.deleteIfExists(shelf.resolve(file));
    }
    return !changed.isEmpty();
  }

  /** What is known now. What there was stays until there is something else. */
  private Picture after(Came came, Instant now) throws IOException {
    Picture before = came.want().picture();
    return switch (came.fetched()) {
      case Fetched.Fresh fresh -> {
        if (came.outcome() instanceof Outcome.Scaled scaled) {
          yield new Picture(
              before.kind(),
              before.source(),
              file(scaled),
              scaled.width(),
              scaled.height(),
              fresh.validators(),
              now,
              now.plus(rest(before, now)),
              0,
              null,
              before.date());
        }
        String reason =
            came.outcome() instanceof Outcome.Unfit unfit ? unfit.reason() : "It was not read.";
        // A file is looked at again when it changes.
        Fetched.Validators validators =
            came.want().path() == null ? before.validators() : fresh.validators();
        yield failed(before, validators, reason, now);
      }
      case Fetched.NotModified same ->
          kept(before, same.validators(), now.plus(rest(before, now)), 0, null, now);
      case Fetched.Held held -> {
        Duration asked = held.retryAfter();
        Duration wait = asked == null || asked.compareTo(HOUR) < 0 ? HOUR : asked;
        Duration most = wait.compareTo(WEEK) > 0 ? WEEK : wait;
        yield kept(
            before, before.validators(), now.plus(most), before.failures(), before.error(), now);
      }
      case Fetched.Gone gone ->
          failed(before, before.validators(), "The server says that it is gone for good.", now);
      case Fetched.Refused refused -> failed(before, before.validators(), refused.reason(), now);
      case Fetched.Failed bad -> failed(before, before.validators(), bad.reason(), now);
    };
  }

  /** The picture of a post is asked for the more rarely the older the post is. */
  private static Duration rest(Picture picture, Instant now) {
    Instant date = picture.date();
    Duration age = date == null ? WEEK : Duration.between(date, now);
    return age.compareTo(WEEK) < 0 ? WEEK : age;
  }

  private static Picture failed(
      Picture before, Fetched.Validators validators, String reason, Instant now) {
    Duration wait = before.failures() == 0 ? DAY : WEEK;
    return kept(before, validators, now.plus(wait), before.failures() + 1, reason, now);
  }

  private static Picture kept(
      Picture before,
      Fetched.Validators validators,
      Instant due,
      int failures,
      @Nullable String error,
      Instant now) {
    return new Picture(
        before.kind(),
        before.source(),
        before.file(),
        before.width(),
        before.height(),
        validators,
        now,
        due,
        failures,
        error,
        before.date());
  }

  /** Files are named after what is in them, and written whole or not at all. */
  private String file(Outcome.Scaled scaled) throws IOException {
    String name = hash(scaled.bytes()) + '.' + scaled.ending();
    Path file = shelf.resolve(name);
    if (!Files.exists(file)) {
      Files.createDirectories(shelf);
      Path made = shelf.resolve(name + ".new");
      Files.write(made, scaled.bytes());
      Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return name;
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** The holds that stand now, those told of included. */
  Set<Hold> holds() {
    return fetchers.holds();
  }

  /** Ends what is under way, from whatever thread. */
  @Override
  public void close() {
    stopped = true;
    fetchers.close();
  }
}
