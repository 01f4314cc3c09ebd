package orrery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.Pages.Job;
import orrery.config.Filters;
import orrery.config.ImageMode;
import orrery.config.Keeping;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.FeedStatus;
import orrery.publish.Publisher;
import orrery.site.Site;
import orrery.site.ThemeException;
import orrery.store.FeedState;
import orrery.store.Posts;
import orrery.store.Posts.Shown;
import orrery.store.Store;

/**
 * A planet's site for whoever works on its looks: of what was collected, and by the config and the
 * theme as they are. A page is made when it is asked for, so that how long that takes does not
 * depend on how many there are. Nothing is fetched, no verdict changes, and the pages go into a
 * folder that is thrown away. Safe for several threads.
 */
public final class Showing implements AutoCloseable {
  private final Path folder;
  private final Pages pages;
  private final Map<String, Job> places;
  private final boolean empty;
  private final Set<Job> made = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable ThemeException bad;

  /**
   * Looks what there is to show.
   *
   * @throws ThemeException where the theme cannot be read
   * @throws IOException where there is no room for pages
   */
  public Showing(Planet planet, Store store, Instant now) throws IOException {
    Posts posts = store.posts(Edition.name(planet));
    Map<Long, Shown> shown = posts.shown();
    Map<Long, Integer> entries = posts.counts();
    Map<Long, Member> members = members(planet, store.feeds().known(), entries.keySet());
    var timing = new Timing(store.feeds().heldHosts(), Set.of(), now);
    Map<Long, FeedStatus> statuses = new LinkedHashMap<>();
    members.forEach(
        (id, member) -> {
          Shown of = shown.get(id);
          Instant newest = of == null ? null : of.newest();
          int count = entries.getOrDefault(id, 0);
          statuses.put(id, member.status(planet.activityThreshold(), newest, count, timing, now));
        });
    empty = shown.isEmpty();
    folder = Files.createTempDirectory("orrery-preview");
    try {
      var publisher = new Publisher(folder.resolve("site"), folder.resolve("list"));
      var pictures = new Illustrated(planet, members, store.pictures());
      pages =
          new Pages(
              planet,
              members,
              shown,
              statuses,
              posts,
              store.feeds(),
              pictures,
              publisher,
              Progress.NONE,
              () -> false);
      places =
          pages.places(Site.status(Version.NUMBER, now, null, statuses.values().stream().toList()));
    } catch (IOException | RuntimeException e) {
      clear(folder);
      throw e;
    }
  }

  /**
   * The feeds of the planet, by the store's numbers. One that no cycle has met yet has a number
   * that the store never gives; one that the config has dropped is there as long as its posts are.
   */
  private static Map<Long, Member> members(
      Planet planet, Map<String, FeedState> known, Set<Long> withEntries) {
    Map<Long, Member> members = new LinkedHashMap<>();
    for (Subscription subscription : planet.subscriptions()) {
      String url = Member.address(planet, subscription);
      FeedState feed = known.get(url);
      if (feed == null) {
        feed =
            new FeedState(
                -1 - members.size(), url, FeedState.Memory.NONE, FeedState.Health.NEW, null);
      }
      members.put(feed.id(), new Member(subscription, feed));
    }
    for (FeedState feed : known.values()) {
      if (withEntries.contains(feed.id())) {
        members.computeIfAbsent(feed.id(), id -> new Member(dropped(feed.url()), feed));
      }
    }
    return members;
  }

  private static Subscription dropped(String url) {
    return new Subscription(
        url,
        false,
        null,
        null,
        Filters.NONE,
        false,
        ImageMode.LINK,
        Keeping.DEFAULT,
        List.of(),
        0,
        Map.of(),
        Map.of());
  }

  /** Whether there is no post to show. */
  public boolean isEmpty() {
    return empty;
  }

  /** Reads the theme anew: pages that are asked for from now on look as it says. */
  public synchronized void dress() {
    made.clear();
    try {
      pages.dress();
      bad = null;
    } catch (ThemeException e) {
      bad = e;
    }
  }

  /**
   * A file of the site, as it is now.
   *
   * @param path from the site's root, as in {@code blog/jane.html}, whoever says it
   * @return where it lies; null where the site has none by that name
   * @throws ThemeException where the theme is wrong
   */
  public synchronized @Nullable Path page(String path) throws IOException {
    if (bad != null) {
      throw bad;
    }
    Job job = job(path);
    if (job == null) {
      return null;
    }
    if (!made.contains(job)) {
      job.run();
      made.add(job);
    }
    Path site = folder.resolve("site");
    try {
      Path file = site.resolve(path).normalize();
      return file.startsWith(site) && Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private @Nullable Job job(String path) {
    Job job = places.get(path);
    for (int end = path.lastIndexOf('/'); job == null && end > 0; ) {
      job = places.get(path.substring(0, end + 1));
      end = path.lastIndexOf('/', end - 1);
    }
    return job;
  }

  /** Throws the pages away. */
  @Override
  public synchronized void close() throws IOException {
    clear(folder);
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
