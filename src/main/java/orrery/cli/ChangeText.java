package orrery.cli;

import java.io.PrintWriter;
import java.util.List;
import orrery.Newcomers.Newcomer;
import orrery.config.Finding;
import orrery.config.Planet;
import orrery.feed.Article;
import orrery.feed.Remark;
import orrery.feed.Report;

/** What is to be said of a change of a config, for terminals. */
final class ChangeText {
  /** How many titles show what a feed is about. */
  static final int TITLES = 3;

  private ChangeText() {}

  /** Prints it. */
  static void print(
      PrintWriter out, Planet planet, List<Newcomer> newcomers, List<String> removed) {
    if (newcomers.isEmpty() && removed.isEmpty()) {
      out.println(planet.file() + ": the change touches no feed.");
    }
    newcomers.forEach(newcomer -> print(out, planet, newcomer));
    if (!removed.isEmpty()) {
      line(out, planet.file() + ": removed: " + String.join(", ", removed));
    }
    out.flush();
  }

  private static void print(PrintWriter out, Planet planet, Newcomer newcomer) {
    line(
        out,
        planet.file()
            + ":"
            + newcomer.line()
            + ": "
            + newcomer.name()
            + (newcomer.name().equals(newcomer.url()) ? "" : ", " + newcomer.url())
            + (newcomer.added() ? ", is new and " : ", has changed and ")
            + (newcomer.good() ? "can be taken." : "cannot be taken:"));
    newcomer.refused().forEach(why -> line(out, "  " + why));
    newcomer.notes().forEach(note -> line(out, "  " + note));
    for (Finding finding : newcomer.findings()) {
      line(out, "  " + finding);
    }
    if (newcomer.looked() != null) {
      line(out, "  " + summary(newcomer.looked().report()));
      for (Remark remark : newcomer.looked().report().remarks()) {
        line(
            out,
            "  %-4s  %-11s  %s".formatted(level(remark), remark.rule().label(), remark.text()));
        remark.problems().forEach(p -> line(out, " ".repeat(21) + p.words()));
      }
      for (Article article : newcomer.looked().articles().stream().limit(TITLES).toList()) {
        line(out, "  post: " + article.title());
      }
    }
  }

  /** What a feed is, in a line. */
  static String summary(Report report) {
    return report.format()
        + ", "
        + Words.count(report.posts(), "post")
        + (report.newest() == null
            ? ""
            : ", the newest of " + report.newest().toString().substring(0, 10))
        + ".";
  }

  private static String level(Remark remark) {
    return switch (remark.level()) {
      case GOOD -> "good";
      case NOTE -> "note";
      case BAD -> "bad";
    };
  }

  /** What others wrote is not to speak to the terminal. */
  private static void line(PrintWriter out, String line) {
    out.println(line.replaceAll("\\p{Cntrl}", "?"));
  }
}
