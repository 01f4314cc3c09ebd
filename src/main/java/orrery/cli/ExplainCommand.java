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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** {@code orrery explain}: the verdict on a post, and why. */
@Command(
    name = "explain",
    description = "The verdict on a post, or on a feed's posts, and why.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Mixin Place place = new Place();

  @Option(names = "--json", description = "one JSON object a line")
  boolean json;

  @Parameters(
      arity = "1..*",
      paramLabel = "URL|FEED|WORDS",
      description = "a post's address or id, a feed's address or name, or words of a title")
  List<String> question = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Setup setup = place.load(err);
    String words = String.join(" ", question);
    List<Explained> found = new ArrayList<>();
    try (Store store = setup.open(Store.Sharing.ALONE)) {
      for (Planet planet : setup.planets()) {
        found.addAll(new Explainer(store, planet).explain(words));
      }
    }
    if (found.isEmpty()) {
      err.println(
          "orrery: nothing collected matches '"
              + words
              + "'. Is its feed in feeds.ini, and has a cycle run since?");
      return 1;
    }
    for (Explained explained : found) {
      if (json) {
        Json.line(out, line -> json(line, explained));
      } else {
        text(out, explained);
      }
    }
    out.flush();
    return 0;
  }

  private static void text(PrintWriter out, Explained e) {
    out.println(e.title());
    out.println("  " + e.verdict() + " (" + e.rule() + "): " + e.detail());
    if (e.of() != null) {
      out.println("  shown instead: " + e.of());
    }
    out.println("  post: " + (e.url() != null ? e.url() : e.id()));
    out.println("  feed: " + e.feed());
    out.println("  date: " + e.date() + ", first seen " + e.firstSeen());
    if (e.updated() != null) {
      out.println("  text changed: " + e.updated());
    }
    if (!e.tags().isEmpty()) {
      out.println("  tags: " + String.join(", ", e.tags().stream().map(Tag::label).toList()));
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
    Json.strings(json, "tags", e.tags().stream().map(Tag::label).toList());
    Json.string(json, "language", e.language());
  }
}
