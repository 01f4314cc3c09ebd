package orrery;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import orrery.config.Changes;
import orrery.config.Changes.Touched;
import orrery.config.Finding;
import orrery.config.Planet;
import orrery.config.Subscription;
import orrery.feed.Problem;
import orrery.feed.Report;
import orrery.feed.Rule;
import orrery.submit.Requirements;

/** Looks at the feeds that a change of a config brings, and at no others. */
public final class Newcomers {
  /** So many at a time: one slow server is not to keep all others waiting. */
  private static final int SIDE_BY_SIDE = 6;

  private final Planet planet;
  private final List<Finding> findings;
  private final Examiner examiner;
  private final @Nullable Requirements required;

  /**
   * For a planet as its config is now.
   *
   * @param findings what is to be said of that config, its whole
   */
  public Newcomers(Planet planet, List<Finding> findings, Reader reader, InstantSource clock) {
    this.planet = planet;
    this.findings = List.copyOf(findings);
    this.examiner = new Examiner(planet, reader, Examiner.Surroundings.NONE, clock);
    Planet.Said require = planet.admissions().require();
    this.required = require == null ? null : Requirements.parse(require.value());
  }

  /**
   * What is to be said of a section that a change touches.
   *
   * @param name what the config calls the feed, else what it calls itself, else its address
   * @param url as the section is named
   * @param line of its header
   * @param added whether it is new; else it says something else than before
   * @param refused why the planet cannot take it so, a sentence each; empty where it can
   * @param notes what else is to mend in the section, a sentence each
   * @param findings what is to be said of its lines
   * @param looked what was found at the address; null where there is nothing to look at
   */
  public record Newcomer(
      String name,
      String url,
      int line,
      boolean added,
      List<String> refused,
      List<String> notes,
      List<Finding> findings,
      Examiner.Outcome.@Nullable Looked looked) {
    /** Copies the lists. */
    public Newcomer {
      refused = List.copyOf(refused);
      notes = List.copyOf(notes);
      findings = List.copyOf(findings);
    }

    /** Whether the planet can take it as it is. */
    public boolean good() {
      return refused.isEmpty();
    }
  }

  /** Looks at what a change touches; those that cannot be taken come first. */
  public List<Newcomer> look(Changes changes, Progress progress) throws InterruptedException {
    List<Newcomer> newcomers = new ArrayList<>();
    progress.begin("Looking at feeds", changes.touched().size());
    try (ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      List<Future<Newcomer>> looks = new ArrayList<>();
      for (Touched touched : changes.touched()) {
        looks.add(
            pool.submit(
                () -> {
                  Newcomer newcomer = look(touched);
                  progress.step();
                  return newcomer;
                }));
      }
      for (Future<Newcomer> look : looks) {
        newcomers.add(look.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      progress.end();
    }
    newcomers.sort((one, other) -> Boolean.compare(one.good(), other.good()));
    return newcomers;
  }

  private Newcomer look(Touched touched) {
    List<Finding> own =
        findings.stream()
            .filter(f -> f.file().equals(planet.file()))
            .filter(f -> f.line() >= touched.first() && f.line() <= touched.last())
            .toList();
    List<String> refused = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    own.stream()
        .filter(finding -> finding.level() == Problem.Level.ERROR)
        .forEach(finding -> refused.add("Line " + finding.line() + ": " + finding.message()));
    if (touched.twin() > 0) {
      refused.add("The planet has this feed already, on line " + touched.twin() + ".");
    }
    Subscription subscription =
        planet.subscriptions().stream()
            .filter(s -> s.url().equals(touched.target()))
            .findFirst()
            .orElse(null);
    Examiner.Outcome outcome = subscription == null ? null : examiner.look(subscription);
    if (outcome instanceof Examiner.Outcome.Nothing nothing) {
      refused.add(nothing.reason());
    }
    Examiner.Outcome.Looked looked = outcome instanceof Examiner.Outcome.Looked l ? l : null;
    String title = null;
    if (subscription != null && looked != null) {
      judge(subscription, looked.report(), refused, notes);
      title = looked.report().title();
    }
    String name = subscription == null ? null : subscription.name();
    return new Newcomer(
        Objects.requireNonNullElse(name, Objects.requireNonNullElse(title, touched.target())),
        touched.target(),
        touched.first(),
        touched.added(),
        refused,
        notes,
        own,
        looked);
  }

  private void judge(
      Subscription subscription, Report report, List<String> refused, List<String> notes) {
    String refusal = report.refusal();
    if (refusal != null) {
      refused.add(refusal);
    }
    List<Rule> unmet = required == null ? List.of() : unmet(required, report);
    if (!unmet.isEmpty()) {
      refused.add(
          "The planet requires "
              + String.join(", ", unmet.stream().map(Rule::label).toList())
              + ": see what is said of it.");
    }
    if (!subscription.file() && !schemeless(report.url()).equals(schemeless(subscription.url()))) {
      notes.add("It has moved for good to " + report.url() + ": write that address.");
    }
  }

  /**
   * What is not kept of what is required. That it is theirs nobody has to show who has shown who
   * they are; and where the config does not say what it is about, nobody can know what is.
   */
  private static List<Rule> unmet(Requirements required, Report report) {
    return required.unmet(report, true).stream()
        .filter(rule -> rule != Rule.ON_TOPIC || report.by(rule) != null)
        .toList();
  }

  private static String schemeless(String url) {
    return url.substring(url.indexOf("://") + 3).toLowerCase(Locale.ROOT);
  }
}
