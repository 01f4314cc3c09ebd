package orrery.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import orrery.Explainer;
import orrery.Setup;
import orrery.config.Planet;
import orrery.feed.Tag;
import orrery.store.Explained;
import orrery.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** {@code orrery explain}: the verdict on a post, and why. */
@Command(
    name = "explain",
    description = "The verdict on a post, or on a feed's posts, and why.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  /** More than a person reads. */
  private static final int MOST = 100;

  @Mixin Place place = new Place();

  @Option(names = "--json", description = "one JSON object a line")
  boolean json;

  @Parameters(
      arity = "1..*",
      paramLabel = "URL|FEED|WORDS",
      description =
          "a post's address in any spelling, or id; a feed's address or name, or its site's; or words"
              + " of a title")
  List<String> question = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    String words = String.join(" ", question).strip();
    if (words.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Say which post: its address, its id, or words of its title.");
    }
    Setup setup = place.load(err);
    List<Explained> found = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      for (Planet planet : setup.planets()) {
        var explainer = new Explainer(store, planet);
        List<Explained> of = explainer.explain(words);
        found.addAll(of);
        if (of.isEmpty()) {
          String why = explainer.unseen(words, Time.clock().instant());
          unseen.add(setup.planets().size() == 1 ? why : planet.name() + ": " + why);
        }
        if (of.size() == Explainer.LIMIT) {
          err.println("There may be more than the newest " + Explainer.LIMIT + ".");
        }
      }
    }
    if (found.isEmpty()) {
      unseen.forEach(why -> err.println("orrery: " + why));
      err.flush();
      return 1;
    }
    for (Explained explained : json ? found : found.subList(0, Math.min(found.size(), MOST))) {
      if (json) {
        Json.line(out, line -> json(line, explained));
      } else {
        text(out, explained);
      }
    }
    if (!json && found.size() > MOST) {
      out.println((found.size() - MOST) + " more, which --json lists.");
    }
    out.flush();
    err.flush();
    return 0;
  }

  private static void text(PrintWriter out, Explained e) {
    out.println(e.title());
    out.println("  " + e.detail());
    String post = e.url() != null ? e.url() : e.id();
    if (post != null) {
      out.println("  post: " + post);
    }
    out.println("  feed: " + e.feed());
    out.println("  date: " + e.date() + ", first seen " + e.firstSeen());
    if (!e.tags().isEmpty()) {
      out.println(
          "  tags: "
              + String.join(
                  ", ",
                  e.tags().stream()
                      .map(tag -> tag.suggested() ? tag.label() + " (suggested)" : tag.label())
                      .toList()));
    }
    if (e.language() != null) {
      out.println("  language: " + e.language());
    }
  }

  private static void json(JsonGenerator json, Explained e) {
    Json.string(json, "feed", e.feed());
    Json.string(json, "id", e.id());
    Json.string(json, "url", e.url());
    Json.string(json, "title", e.title());
    Json.string(json, "verdict", e.verdict());
    Json.string(json, "rule", e.rule());
    Json.string(json, "detail", e.detail());
    Json.string(json, "of", e.of());
    Json.instant(json, "date", e.date());
    Json.instant(json, "first_seen", e.firstSeen());
    Json.instant(json, "updated", e.updated());
    Json.array(json, "tags", e.tags().stream().map(Tag::label).toList());
    Json.array(
        json, "suggested_tags", e.tags().stream().filter(Tag::suggested).map(Tag::label).toList());
    Json.string(json, "language", e.language());
  }
}
