package orrery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import orrery.clean.PlainText;
import orrery.config.Planet;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Validators;
import orrery.feed.Format;
import orrery.feed.Parsed;
import orrery.feed.Text;
import orrery.fetch.Cidr;
import orrery.fetch.FetchSettings;
import orrery.fetch.Fetcher;
import orrery.fetch.LocalFiles;
import orrery.parse.Discovery;
import orrery.parse.Document;
import orrery.parse.FeedParser;

/** Reads single documents, outside of any cycle: what a file or an address says. */
public final class Reader implements AutoCloseable {
  private static final String HIDDEN =
      "It is no public address of the web, or leads to one that is none.";

  private final FetchSettings settings;
  private final Fetcher fetcher;
  private final InstantSource clock;

  /** When nothing more is asked, null for never. */
  private final @Nullable Instant end;

  /** A reader that may go where these blocks of addresses say, beside public addresses. */
  public Reader(List<Cidr> allowed, InstantSource clock) {
    this(FetchSettings.of(Version.PRODUCT, allowed), clock);
  }

  /** A reader that asks as the planet does. */
  public Reader(Planet planet, InstantSource clock) {
    this(Fetchers.settings(planet), clock);
  }

  Reader(FetchSettings settings, InstantSource clock) {
    this(settings, new Fetcher(settings, clock), clock, null);
  }

  private Reader(
      FetchSettings settings, Fetcher fetcher, InstantSource clock, @Nullable Instant end) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.clock = clock;
    this.end = end;
  }

  /**
   * This reader for strangers. It begins to ask for nothing more after that time: a site that is
   * slow at each of many addresses would keep it for long. And it does not say which address of the
   * house a name has. It is not to be closed.
   */
  Reader forStrangers(Duration time) {
    return new Reader(settings, fetcher, clock, clock.instant().plus(time));
  }

  /** What came of reading. */
  public sealed interface Reading {
    /**
     * The document, and what it turned out to be.
     *
     * @param moved where its address leads for good, null where it leads nowhere else
     */
    record Read(Parsed parsed, Document document, @Nullable String moved) implements Reading {}

    /** There is no document; one sentence says why. */
    record Unread(String reason) implements Reading {}
  }

  /** Reads a file, or where it is an address, what is there. */
  public Reading read(String source) {
    boolean address = isAddress(source);
    if (address && end != null && clock.instant().isAfter(end)) {
      return new Reading.Unread("The site is too slow: it took too long to get here.");
    }
    Fetched fetched =
        address
            ? fetcher.fetch(source, Validators.NONE)
            : LocalFiles.fetch(Path.of(source), Validators.NONE, settings.maxBytes());
    return switch (fetched) {
      case Fetched.Fresh fresh -> {
        Document document =
            address
                ? new Document(
                    fresh.body(), fresh.contentType(), fresh.language(), fresh.url(), fresh.base())
                : Document.of(fresh.body());
        yield new Reading.Read(FeedParser.parse(document), document, fresh.permanent());
      }
      case Fetched.NotModified same -> new Reading.Unread("The server sent no document (304).");
      case Fetched.Gone gone ->
          new Reading.Unread("The server says that it is gone for good (410).");
      case Fetched.Held held ->
          new Reading.Unread("The server asks to wait (" + held.status() + ").");
      case Fetched.Refused refused -> new Reading.Unread(end == null ? refused.reason() : HIDDEN);
      case Fetched.Failed failed -> new Reading.Unread(failed.reason());
    };
  }

  /** Whether this names something on the web, rather than a file. */
  public static boolean isAddress(String source) {
    return source.regionMatches(true, 0, "http://", 0, 7)
        || source.regionMatches(true, 0, "https://", 0, 8)
        || source.regionMatches(true, 0, "feed:", 0, 5);
  }

  /**
   * A feed of a site.
   *
   * @param url its address
   * @param title as the page or the feed calls it
   * @param how it was found: {@code itself}, {@code declared}, {@code known}, {@code linked} or
   *     {@code guess}
   * @param role what it holds: {@code posts}, {@code topic} or {@code comments}
   */
  public record Found(String url, @Nullable String title, String how, String role) {}

  /** What came of looking for feeds. */
  public sealed interface Search {
    /** Feeds, best first; a guess among them was asked, and is one. */
    record Feeds(List<Found> found) implements Search {
      /** Copies the list. */
      public Feeds {
        found = List.copyOf(found);
      }
    }

    /** There is none; one sentence says why. */
    record Nothing(String reason) implements Search {}
  }

  /** The feeds of a site, by the address of one of its pages, or of a feed itself. */
  public Search find(String address) {
    return switch (read(address)) {
      case Reading.Unread no -> new Search.Nothing(no.reason());
      case Reading.Read read ->
          read.parsed() instanceof Parsed.Understood feed && feed.feed().format() != Format.HFEED
              ? new Search.Feeds(List.of(itself(address, feed)))
              : of(address, read);
    };
  }

  private static Found itself(String address, Parsed.Understood feed) {
    Text title = feed.feed().title();
    return new Found(address, title == null ? null : PlainText.title(title), "itself", "posts");
  }

  private Search of(String address, Reading.Read page) {
    String url = page.document().url();
    List<Found> found = new ArrayList<>();
    for (Discovery.Candidate candidate :
        Discovery.find(FeedParser.text(page.document()), url == null ? address : url)) {
      boolean guess = candidate.kind() == Discovery.Kind.GUESS;
      if (guess && (!found.isEmpty() || !isFeed(candidate.url()))) {
        continue;
      }
      found.add(
          new Found(
              candidate.url(),
              candidate.title(),
              candidate.kind().name().toLowerCase(Locale.ROOT),
              candidate.role().name().toLowerCase(Locale.ROOT)));
    }
    if (found.isEmpty() && page.parsed() instanceof Parsed.Understood marked) {
      found.add(itself(address, marked));
    }
    return found.isEmpty()
        ? new Search.Nothing(
            "No feed was found: the page names none, and there is none at the usual addresses.")
        : new Search.Feeds(found);
  }

  private boolean isFeed(String url) {
    return read(url) instanceof Reading.Read read
        && read.parsed() instanceof Parsed.Understood feed
        && feed.feed().format() != Format.HFEED;
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
