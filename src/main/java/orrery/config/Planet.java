package orrery.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a config says, with every default filled in.
 *
 * @param file the config itself
 * @param dialect whose meaning filters follow
 * @param name {@code Unconfigured Planet} where it has none
 * @param link the planet's own address, http or https
 * @param ownerName who runs it
 * @param ownerEmail never published; may be sent to servers as {@link #contact}
 * @param dataDirectory database and caches
 * @param outputDirectory the site
 * @param theme a folder of templates; null for the theme that Orrery brings
 * @param itemsPerPage posts on the front page, 0 for no limit
 * @param daysPerPage days on the front page, 0 for no limit
 * @param activityThreshold days without a post after which a feed counts as inactive, 0 for never
 * @param feedTimeout how long to wait for a connection, and for each byte
 * @param callTimeout how long one feed may take in all
 * @param maxFeedSize bytes of a body, decoded
 * @param allowAddresses CIDRs that may be fetched although they are not public, as written
 * @param filters which posts are shown of feeds that say nothing of their own
 * @param curation how it deals with many posts at once, and with old and early ones
 * @param cycle when to run: a Quartz cron expression or an interval such as {@code 10 minutes}, as
 *     written
 * @param language of the pages' own words, a BCP 47 tag
 * @param callback the public address below which hubs reach the server of {@code start}: http or
 *     https, ending in a slash; null where feeds are not to be subscribed
 * @param hubs addresses of the hubs that are told when the planet's own feeds change
 * @param hubFeeds the files that they are told of
 * @param search whether the site can be searched
 * @param admissions how feeds come to join
 * @param images what becomes of the pictures in posts
 * @param icons where the face of a blog is looked for that has none of its own
 * @param tagging which tags posts get
 * @param pages of posts that keep rules of their own, in the order of the file
 * @param subscriptions in the order of the file, each {@code url} once
 * @param extras keys of the planet that Orrery does not know, for themes
 * @param look what is said of colours, logo and single texts, by key; and where the language and
 *     the theme are named, if they are
 * @param lines where each of its keys stands, from 1
 */
public record Planet(
    Path file,
    Dialect dialect,
    String name,
    @Nullable String link,
    @Nullable String ownerName,
    @Nullable String ownerEmail,
    Path dataDirectory,
    Path outputDirectory,
    @Nullable Path theme,
    int itemsPerPage,
    int daysPerPage,
    int activityThreshold,
    Duration feedTimeout,
    Duration callTimeout,
    int maxFeedSize,
    List<Allowed> allowAddresses,
    Filters filters,
    Curation curation,
    String cycle,
    String language,
    @Nullable String callback,
    List<String> hubs,
    List<String> hubFeeds,
    boolean search,
    Admissions admissions,
    ImageMode images,
    IconMode icons,
    Tagging tagging,
    List<Selection> pages,
    List<Subscription> subscriptions,
    Map<String, String> extras,
    Map<String, Said> look,
    Map<String, Integer> lines) {
  /** What the keys of single texts begin with. */
  public static final String TEXT = "text.";

  /**
   * An address range, not yet checked.
   *
   * @param cidr as written
   * @param line where, from 1
   */
  public record Allowed(String cidr, int line) {}

  /**
   * A value as it was written, without blanks around it, and not yet checked.
   *
   * @param line where, from 1
   */
  public record Said(String value, int line) {}

  /** Copies the collections; the map keeps its order. */
  public Planet {
    allowAddresses = List.copyOf(allowAddresses);
    hubs = List.copyOf(hubs);
    hubFeeds = List.copyOf(hubFeeds);
    pages = List.copyOf(pages);
    subscriptions = List.copyOf(subscriptions);
    extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    look = Collections.unmodifiableMap(new LinkedHashMap<>(look));
    lines = Map.copyOf(lines);
  }

  /** How publishers reach the maintainer (for User-Agent): link, else e-mail address, else null. */
  public @Nullable String contact() {
    return link != null ? link : ownerEmail;
  }

  /** Where a local feed lies. */
  public Path path(Subscription local) {
    return file.toAbsolutePath().normalize().resolveSibling(local.url());
  }

  /**
   * The file that a feed's {@code face} names: in {@code faces} beside the config, in {@code faces}
   * or {@code images} of the theme, or as a path from the config; null where there is none, or an
   * address is named.
   */
  public @Nullable Path face(Subscription subscription) {
    String face = subscription.face();
    if (face == null || Address.of(face) != null) {
      return null;
    }
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    List<Path> folders = new ArrayList<>(List.of(folder.resolve("faces")));
    if (theme != null) {
      folders.add(theme.resolve("faces"));
      folders.add(theme.resolve("images"));
    }
    folders.add(folder);
    try {
      return folders.stream()
          .map(in -> in.resolve(face).normalize())
          .filter(Files::isRegularFile)
          .findFirst()
          .orElse(null);
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /**
   * The file that {@code logo} names: beside the config, in the theme or among its assets; null
   * where there is none.
   */
  public @Nullable Path logo() {
    Said said = look.get("logo");
    if (said == null || said.value().isEmpty()) {
      return null;
    }
    List<Path> folders =
        new ArrayList<>(List.of(file.toAbsolutePath().normalize().resolveSibling("")));
    if (theme != null) {
      folders.add(theme);
      folders.add(theme.resolve("assets"));
    }
    try {
      return folders.stream()
          .map(in -> in.resolve(said.value()).normalize())
          .filter(Files::isRegularFile)
          .findFirst()
          .orElse(null);
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /** Whether pages may show pictures that lie elsewhere. */
  public boolean linksImages() {
    return images == ImageMode.LINK
        || subscriptions.stream().anyMatch(feed -> feed.images() == ImageMode.LINK);
  }

  /**
   * The same planet in other folders.
   *
   * @param data null to leave it where it is
   * @param site null to leave it where it is
   */
  public Planet at(@Nullable Path data, @Nullable Path site) {
    return new Planet(
        file,
        dialect,
        name,
        link,
        ownerName,
        ownerEmail,
        data == null ? dataDirectory : data,
        site == null ? outputDirectory : site,
        theme,
        itemsPerPage,
        daysPerPage,
        activityThreshold,
        feedTimeout,
        callTimeout,
        maxFeedSize,
        allowAddresses,
        filters,
        curation,
        cycle,
        language,
        callback,
        hubs,
        hubFeeds,
        search,
        admissions,
        images,
        icons,
        tagging,
        pages,
        subscriptions,
        extras,
        look,
        lines);
  }
}
