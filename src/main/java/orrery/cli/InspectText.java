package orrery.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import orrery.Reader.Reading;
import orrery.clean.PlainText;
import orrery.feed.Entry;
import orrery.feed.Feed;
import orrery.feed.Parsed;
import orrery.feed.Problem;
import orrery.feed.Text;

/** A report on a feed that its author understands. */
final class InspectText {
  private static final int NEWEST = 5;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private InspectText() {}

  /** Prints it, and says whether there was a feed to report on. */
  static boolean print(PrintWriter out, String source, Reading reading) {
    out.println(source);
    boolean understood =
        switch (reading) {
          case Reading.Unread unread -> {
            out.println("  cannot be read: " + unread.reason());
            yield false;
          }
          case Reading.Read read ->
              switch (read.parsed()) {
                case Parsed.NotAFeed no -> {
                  out.println("  is no feed: " + no.reason());
                  problems(out, no.problems());
                  yield false;
                }
                case Parsed.Understood yes -> {
                  understood(out, yes);
                  yield true;
                }
              };
        };
    out.flush();
    return understood;
  }

  private static void understood(PrintWriter out, Parsed.Understood parsed) {
    Feed feed = parsed.feed();
    line(out, "title", plain(feed.title()));
    line(out, "format", feed.format().label() + ", " + feed.encoding());
    line(out, "site", feed.url());
    line(out, "language", feed.language());
    line(out, "made by", feed.generator());
    line(out, "posts", posts(parsed.entries()));
    parsed.entries().stream()
        .limit(NEWEST)
        .forEach(
            e ->
                out.println(
                    "    "
                        + day(e)
                        + "  "
                        + Objects.requireNonNullElse(plain(e.title()), "(no title)")));
    if (parsed.entries().size() > NEWEST) {
      out.println("    …");
    }
    List<Problem> problems = new ArrayList<>(parsed.problems());
    parsed.entries().forEach(e -> problems.addAll(e.problems()));
    if (problems.isEmpty()) {
      out.println("  nothing is wrong with it");
    } else {
      problems(out, problems);
    }
  }

  private static String posts(List<Entry> entries) {
    List<Instant> dates =
        entries.stream().map(InspectText::date).filter(Objects::nonNull).sorted().toList();
    return entries.size()
        + (dates.isEmpty()
            ? ", without dates"
            : ", from " + DAY.format(dates.getFirst()) + " to " + DAY.format(dates.getLast()));
  }

  private static @Nullable Instant date(Entry entry) {
    return entry.published() != null ? entry.published() : entry.updated();
  }

  private static String day(Entry entry) {
    Instant date = date(entry);
    return date == null ? "no date   " : DAY.format(date);
  }

  private static @Nullable String plain(@Nullable Text text) {
    return text == null ? null : PlainText.of(text);
  }

  private static void line(PrintWriter out, String what, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      out.println("  " + what + ": " + value);
    }
  }

  private static void problems(PrintWriter out, List<Problem> problems) {
    out.println("  what is wrong, and how to mend it:");
    for (Problem problem : problems) {
      out.println(
          "    "
              + problem.level().name().toLowerCase(Locale.ROOT)
              + (problem.line() > 0 ? ", line " + problem.line() : "")
              + ": "
              + problem.message());
    }
  }
}
