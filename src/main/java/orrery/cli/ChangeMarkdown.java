package orrery.cli;

import java.util.ArrayList;
import java.util.List;
import orrery.Newcomers.Newcomer;
import orrery.config.Planet;
import orrery.feed.Article;
import orrery.feed.Problem;
import orrery.feed.Remark;
import orrery.feed.Report;
import orrery.submit.Markdown;

/** What is to be said of a change of a config, as a comment for GitHub and GitLab. */
final class ChangeMarkdown {
  /** Of all configs: GitHub takes 65,536 characters in a comment. */
  static final int LONGEST = 60_000;

  /** A report that is longer, all escaped, says its verdict alone. */
  private static final int REPORT = 20_000;

  /** What stands behind the reports: how much was left out, and what was removed. */
  private static final int REST = 4_000;

  private static final int NAME = 100;
  private static final int SENTENCE = 400;

  private final StringBuilder text = new StringBuilder();
  private int left = LONGEST;

  /** Adds what is to be said of a config; to be called for each in turn. */
  void add(Planet planet, List<Newcomer> newcomers, List<String> removed) {
    var head = new StringBuilder("## ").append(Markdown.text(planet.name(), NAME)).append("\n\n");
    long bad = newcomers.stream().filter(newcomer -> !newcomer.good()).count();
    if (newcomers.isEmpty()) {
      head.append("This change touches no feed that the planet has now.\n\n");
    } else {
      head.append(bad == 0 ? "✅ " : "❌ ")
          .append(Words.count(newcomers.size(), "feed"))
          .append(newcomers.size() == 1 ? " is" : " are")
          .append(" new or changed; ")
          .append(bad == 0 ? "all can be taken.\n\n" : bad + " cannot be taken as it stands.\n\n");
    }
    if (!fits(head.toString(), 0)) {
      return;
    }
    int leftOut = 0;
    for (Newcomer newcomer : newcomers) {
      String whole = block(newcomer);
      if (whole.length() > REPORT || !fits(whole, REST)) {
        String brief = heading(newcomer) + "The report is too long for this place.\n\n";
        leftOut += fits(brief, REST) ? 0 : 1;
      }
    }
    if (leftOut > 0) {
      fits(
          "**"
              + leftOut
              + " more are left out here**, as comments cannot be longer; `orrery check"
              + " --since` prints them all.\n\n",
          0);
    }
    if (!removed.isEmpty()) {
      List<String> some = removed.stream().limit(10).map(url -> Markdown.text(url, NAME)).toList();
      int more = removed.size() - some.size();
      String line =
          "Removed: " + String.join(", ", some) + (more > 0 ? " and " + more + " more" : "");
      if (!fits(line + ".\n\n", 0)) {
        fits("Removed: " + Words.count(removed.size(), "feed") + ".\n\n", 0);
      }
    }
  }

  /** All that was added, short enough for a comment. */
  @Override
  public String toString() {
    return text.toString();
  }

  /** Adds a part where it leaves so much room. */
  private boolean fits(String part, int room) {
    if (part.length() + room > left) {
      return false;
    }
    text.append(part);
    left -= part.length();
    return true;
  }

  private static String heading(Newcomer newcomer) {
    return "### "
        + (newcomer.good() ? "✅ " : "❌ ")
        + Markdown.link(newcomer.name(), newcomer.url(), NAME)
        + "\n\n";
  }

  private static String block(Newcomer newcomer) {
    var block = new StringBuilder(heading(newcomer));
    block
        .append(newcomer.added() ? "New" : "Changed")
        .append(" on line ")
        .append(newcomer.line())
        .append(": ")
        .append(Markdown.link(newcomer.url(), newcomer.url(), SENTENCE))
        .append("\n\n");
    List<String> points = new ArrayList<>();
    newcomer.refused().forEach(why -> points.add("❌ " + say(why)));
    newcomer.notes().forEach(note -> points.add("➖ " + say(note)));
    newcomer.findings().stream()
        .filter(finding -> finding.level() != Problem.Level.ERROR)
        .forEach(f -> points.add("➖ Line " + f.line() + ": " + say(f.message())));
    list(block, points);
    if (newcomer.looked() != null) {
      Report report = newcomer.looked().report();
      block.append(say(ChangeText.summary(report))).append("\n\n");
      report(block, report);
      List<Article> newest =
          newcomer.looked().articles().stream().limit(ChangeText.TITLES).toList();
      if (!newest.isEmpty()) {
        block.append("The newest posts:\n\n");
        list(block, newest.stream().map(a -> Markdown.link(a.title(), a.url(), NAME)).toList());
      }
    }
    return block.toString();
  }

  private static void report(StringBuilder block, Report report) {
    block.append("| | Rule | What was found |\n| --- | --- | --- |\n");
    List<String> problems = new ArrayList<>();
    for (Remark remark : report.remarks()) {
      block
          .append("| ")
          .append(sign(remark))
          .append(" | ")
          .append(remark.rule().label())
          .append(" | ")
          .append(say(remark.text()))
          .append(" |\n");
      remark.problems().forEach(problem -> problems.add(say(problem.words())));
    }
    block.append('\n');
    if (!problems.isEmpty()) {
      block.append("<details><summary>What is wrong with its document, by line</summary>\n\n");
      list(block, problems);
      block.append("</details>\n\n");
    }
  }

  private static void list(StringBuilder block, List<String> points) {
    points.forEach(point -> block.append("- ").append(point).append('\n'));
    if (!points.isEmpty()) {
      block.append('\n');
    }
  }

  private static String say(String sentence) {
    return Markdown.text(sentence, SENTENCE);
  }

  private static String sign(Remark remark) {
    return switch (remark.level()) {
      case GOOD -> "✅";
      case NOTE -> "➖";
      case BAD -> "❌";
    };
  }
}
