package orrery;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Validators;
import orrery.feed.Parsed;
import orrery.fetch.Cidr;
import orrery.fetch.FetchSettings;
import orrery.fetch.Fetcher;
import orrery.fetch.LocalFiles;
import orrery.parse.Document;
import orrery.parse.FeedParser;

/** Reads single documents, outside of any cycle: what a file or an address says. */
public final class Reader implements AutoCloseable {
  private final FetchSettings settings;
  private final Fetcher fetcher;

  /** A reader that may go where these blocks of addresses say, beside public addresses. */
  public Reader(List<Cidr> allowed, InstantSource clock) {
    this.settings = FetchSettings.of(Version.PRODUCT, allowed);
    this.fetcher = new Fetcher(settings, clock);
  }

  /** What came of reading. */
  public sealed interface Reading {
    /** The document, and what it turned out to be. */
    record Read(Parsed parsed, Document document) implements Reading {}

    /** There is no document; one sentence says why. */
    record Unread(String reason) implements Reading {}
  }

  /** Reads a file, or where it is an address, what is there. */
  public Reading read(String source) {
    boolean address = isAddress(source);
    Fetched fetched =
        address
            ? fetcher.fetch(source, Validators.NONE)
            : LocalFiles.fetch(Path.of(source), Validators.NONE, settings.maxBytes());
    return switch (fetched) {
      case Fetched.Fresh fresh -> {
        Document document =
            address
                ? new Document(fresh.body(), fresh.contentType(), fresh.url(), fresh.base())
                : Document.of(fresh.body());
        yield new Reading.Read(FeedParser.parse(document), document);
      }
      case Fetched.NotModified same -> new Reading.Unread("The server sent no document (304).");
      case Fetched.Gone gone ->
          new Reading.Unread("The server says that it is gone for good (410).");
      case Fetched.Held held ->
          new Reading.Unread("The server asks to wait (" + held.status() + ").");
      case Fetched.Refused refused -> new Reading.Unread(refused.reason());
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
   * The feeds of a site, best first: of a page, those that it names and those that are found at
   * usual addresses; of a feed, itself.
   */
  public Found find(String address) {
    return switch (read(address)) {
      case Reading.Unread no -> new Found(List.of(), no.reason());
      case Reading.Read read ->
          switch (read.parsed()) {
            case Parsed.Understood yes -> new Found(List.of(), null);
            case Parsed.NotAFeed no -> new Found(List.of(), no.reason());
          };
    };
  }

  /**
   * What was found.
   *
   * @param feeds best first
   * @param reason why there is none, null where there is one
   */
  public record Found(List<String> feeds, @Nullable String reason) {}

  @Override
  public void close() {
    fetcher.close();
  }
}
