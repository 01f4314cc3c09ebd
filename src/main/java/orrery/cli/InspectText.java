package orrery.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
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
  private static final int LONGEST = 70;
  private static final Comparator<@Nullable Instant> NEWEST_FIRST =
      Comparator.nullsLast(Comparator.reverseOrder());
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
    line(out, "format", feed.format().words() + ", in " + feed.encoding().toUpperCase(Locale.ROOT));
    line(out, "site", feed.url());
    line(out, "language", feed.language());
    line(out, "made by", feed.generator());
    line(out, "posts", posts(parsed.entries()));
    parsed.entries().stream()
        .sorted(Comparator.comparing(Entry::date, NEWEST_FIRST))
        .limit(NEWEST)
        .forEach(e -> out.println("    " + day(e) + "  " + shown(e)));
    if (parsed.entries().size() > NEWEST) {
      out.println("    …");
    }
    List<Finding> findings = new ArrayList<>();
    parsed.problems().forEach(p -> add(findings, p, ""));
    for (Entry entry : parsed.entries()) {
      // Without a line, the title has to tell where.
      entry.problems().forEach(p -> add(findings, p, p.line() > 0 ? "" : " in " + where(entry)));
    }
    if (findings.isEmpty()) {
      out.println("  nothing is wrong with it");
    } else {
      print(out, findings);
    }
  }

  private static String posts(List<Entry> entries) {
    List<Instant> dates =
        entries.stream().map(Entry::date).filter(Objects::nonNull).sorted().toList();
    if (entries.isEmpty()) {
      return "none";
    }
    if (dates.isEmpty()) {
      return entries.size() + ", without dates";
    }
    String first = DAY.format(dates.getFirst());
    String last = DAY.format(dates.getLast());
    String undated =
        dates.size() == entries.size() ? "" : ", " + (entries.size() - dates.size()) + " undated";
    return entries.size()
        + (first.equals(last) ? ", of " + first : ", from " + first + " to " + last)
        + undated;
  }

  private static String day(Entry entry) {
    Instant date = entry.date();
    return date == null ? "no date   " : DAY.format(date);
  }

  private static String where(Entry entry) {
    return entry.title() == null && entry.id() != null
        ? "the post " + entry.id()
        : "\"" + shown(entry) + "\"";
  }

  private static String shown(Entry entry) {
    String title = plain(entry.title());
    if (title == null || title.isEmpty()) {
      return "(no title)";
    }
    return title.length() <= LONGEST ? title : title.substring(0, LONGEST).strip() + "…";
  }

  private static @Nullable String plain(@Nullable Text text) {
    return text == null ? null : PlainText.of(text);
  }

  private static void line(PrintWriter out, String what, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      out.println("  " + what + ": " + value);
    }
  }

  /** One thing that is wrong, and the places where it is. */
  private record Finding(Problem problem, List<String> places) {}

  private static void add(List<Finding> findings, Problem problem, String post) {
    String place = problem.line() > 0 ? Integer.toString(problem.line()) : post;
    for (Finding finding : findings) {
      if (finding.problem().message().equals(problem.message())
          && finding.problem().level() == problem.level()
          && finding.problem().line() > 0 == problem.line() > 0) {
        if (!finding.places().contains(place)) {
          finding.places().add(place);
        }
        return;
      }
    }
    findings.add(new Finding(problem, new ArrayList<>(List.of(place))));
  }

  private static void problems(PrintWriter out, List<Problem> problems) {
    List<Finding> findings = new ArrayList<>();
    problems.forEach(p -> add(findings, p, ""));
    print(out, findings);
  }

  /** The worst first. */
  private static void print(PrintWriter out, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    out.println("  what is wrong, and how to mend it:");
    findings.stream()
        .sorted(Comparator.comparing((Finding f) -> f.problem().level()).reversed())
        .forEach(f -> out.println("    " + level(f) + places(f) + ": " + f.problem().message()));
  }

  private static String level(Finding finding) {
    return switch (finding.problem().level()) {
      case INFO -> "hint";
      case WARNING -> "warning";
      case ERROR -> "error";
    };
  }

  private static String places(Finding finding) {
    List<String> all = finding.places();
    List<String> some = all.subList(0, Math.min(NEWEST, all.size()));
    String more = all.size() > NEWEST ? " and " + (all.size() - NEWEST) + " more" : "";
    if (finding.problem().line() == 0) {
      return String.join(",", some) + more;
    }
    return (all.size() == 1 ? ", line " : ", lines ") + String.join(", ", some) + more;
  }
}
