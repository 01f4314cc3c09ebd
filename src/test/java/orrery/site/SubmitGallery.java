package orrery.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.feed.Post;
import orrery.feed.Problem;
import orrery.feed.Remark;
import orrery.feed.Remark.Level;
import orrery.feed.Report;
import orrery.feed.Rule;
import orrery.feed.Submission;
import orrery.feed.Submission.Event;
import orrery.feed.Submission.State;
import orrery.site.SubmitPages.Sighting;
import orrery.site.SubmitPages.Standing;

/** The pages of submitting, of made-up data: in tests, and in a folder for people to look at. */
public final class SubmitGallery {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String FEED = "https://blog.example.org/feed.xml";
  private static final String BASE = "https://planet.example.org/";
  private static final String TOKEN = "7Jk2Lp9vQx";

  private SubmitGallery() {}

  /**
   * Writes them into a folder.
   *
   * @param args the folder; a language; a theme
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length > 0 ? args[0] : "target/submit");
    Theme theme = Theme.load(args.length > 2 ? Path.of(args[2]) : null);
    write(folder, args.length > 1 ? args[1] : "en", theme);
  }

  /** Writes the assets, and the pages below names of their own; returns these. */
  public static List<String> write(Path folder, String language, Theme theme) throws IOException {
    SiteSettings settings =
        Samples.settings("Planet Ecliptic", BASE, "Ada Example", language, 60, "1.2.3", Map.of());
    Map<String, Page> pages = all(new SubmitPages(new Site(settings, theme)));
    for (Page asset : theme.assets()) {
      write(folder.resolve(asset.path()), asset.bytes());
    }
    for (Map.Entry<String, Page> page : pages.entrySet()) {
      write(folder.resolve(page.getKey()), page.getValue().bytes());
    }
    return List.copyOf(pages.keySet());
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** All of them, in all their states, as deep in folders as they are on a planet. */
  static Map<String, Page> all(SubmitPages pages) {
    Map<String, Page> all = new LinkedHashMap<>();
    all.put("form.html", pages.form(TOKEN, "", null));
    all.put(
        "form-problem.html",
        pages.form(TOKEN, "exmaple.org", "There is no server exmaple.org. Is it spelled so?"));
    all.put(
        "submit/looking.html",
        pages.looking(
            "c1",
            "blog.example.org",
            List.of("Read https://blog.example.org/.", "Found 3 feeds.", "Read " + FEED + ".")));
    all.put("submit/found.html", pages.found(found(null, null)));
    all.put("submit/problem.html", pages.found(found(null, "Type the name to show.")));
    all.put(
        "submit/refused.html",
        pages.found(found("The planet has this feed already, as " + FEED + ".", null)));
    all.put(
        "submit/none.html",
        pages.found(
            new Sighting(
                "c1",
                TOKEN,
                "x.example",
                List.of(),
                0,
                null,
                "There is no feed.",
                List.of(),
                0,
                "",
                "",
                null)));
    all.put("submissions/waiting.html", pages.state(standing(State.WAITING, null, null)));
    all.put(
        "submissions/approved.html",
        pages.state(standing(State.APPROVED, null, "The code was found nowhere.")));
    all.put("submissions/proven.html", pages.state(standing(State.APPROVED, "meta", "It is.")));
    all.put("submissions/rejected.html", pages.state(standing(State.REJECTED, null, null)));
    all.put("submissions/withdrawn.html", pages.state(standing(State.WITHDRAWN, "feed", null)));
    all.put(
        "maintain.html",
        pages.list(
            TOKEN,
            List.of(
                submission(1, State.APPROVED, "meta"),
                submission(2, State.REJECTED, null),
                submission(3, State.WAITING, null),
                submission(4, State.WITHDRAWN, null),
                submission(5, State.WAITING, "rel=me"))));
    all.put("maintain-none.html", pages.list(TOKEN, List.of()));
    all.put(
        "maintain/5.html",
        pages.show(TOKEN, submission(5, State.WAITING, "rel=me"), report(), null));
    all.put(
        "maintain/1.html",
        pages.show(TOKEN, submission(1, State.APPROVED, "meta"), report(), "It is approved."));
    all.put("submit.html", pages.elsewhere("https://code.example.org/planet/issues/new"));
    return all;
  }

  static Standing standing(State state, @Nullable String proof, @Nullable String told) {
    return new Standing(
        submission(5, state, proof),
        TOKEN,
        BASE,
        "Zq81mmT0dW2p",
        state == State.APPROVED ? "blog/bea.html" : null,
        state == State.APPROVED ? 12 : 0,
        told,
        told != null && proof == null);
  }

  static Submission submission(long number, State state, @Nullable String proof) {
    Event sent = new Event(NOON.minusSeconds(90_000), "waiting", "author", null);
    Event decided =
        new Event(
            NOON,
            state.label(),
            state == State.WITHDRAWN ? "author" : "maintainer",
            state == State.REJECTED ? "It is about gardening; try Planet Green." : null);
    List<Event> history =
        state == State.WAITING
            ? List.of(sent, new Event(NOON.minusSeconds(600), "proven", "author", "meta"))
            : List.of(sent, decided);
    return new Submission(
        number,
        "orrery-5kq27x9d",
        FEED,
        "Bea Ortiz",
        "https://blog.example.org/bea.png",
        state,
        proof,
        "{}",
        history);
  }

  static Sighting found(@Nullable String refusal, @Nullable String problem) {
    List<Sighting.Feed> feeds =
        List.of(
            new Sighting.Feed(
                "https://blog.example.org/tag/planets/feed.xml",
                "Fieldnotes: planets",
                "topic",
                12,
                NOON,
                List.of("Window sill", "كيف نكتب برامج", "A very long title of a post ".repeat(5)),
                11),
            new Sighting.Feed(FEED, null, "posts", 40, NOON, List.of("Bread"), -1),
            new Sighting.Feed(
                "https://blog.example.org/comments/feed/",
                "Comments",
                "comments",
                0,
                null,
                List.of(),
                0));
    Post plain =
        Samples.post("a")
            .title("Window sill")
            .html("<p>A brass orrery on a window sill, <em>out of focus</em>.</p>")
            .build();
    Post all = Samples.post("b").title("Every kind of thing").html(Gallery.EVERYTHING).build();
    return new Sighting(
        "c1",
        TOKEN,
        "blog.example.org",
        feeds,
        0,
        report(),
        refusal,
        List.of(plain, all),
        2,
        "Bea Ortiz",
        "",
        problem);
  }

  static Report report() {
    return new Report(
        FEED,
        "Fieldnotes: planets",
        "https://blog.example.org/",
        "Atom 1.0",
        12,
        NOON,
        NOON.minusSeconds(9_000_000),
        List.of("Window sill", "On brass"),
        0.92,
        List.of(
            Remark.of(Rule.NEW, Level.GOOD, "The planet does not have it yet."),
            new Remark(
                Rule.VALID,
                Level.BAD,
                "2 things are wrong with its document. Orrery reads it all the same; others may"
                    + " not.",
                List.of(
                    new Problem(Problem.Level.WARNING, "bad-date", "“yesterday” is no date.", 17),
                    new Problem(Problem.Level.INFO, "no-id", "An entry has no id.", 0))),
            Remark.of(Rule.POSTS, Level.GOOD, "12 posts, from 2026-08-10 to 2026-11-22."),
            Remark.of(Rule.LANGUAGE, Level.GOOD, "All 12 posts are in English."),
            Remark.of(Rule.ON_TOPIC, Level.GOOD, "11 of 12 posts are on topic."),
            Remark.of(Rule.FULL_TEXT, Level.BAD, "5 of 12 posts seem to be cut short."),
            Remark.of(Rule.STABLE_IDS, Level.NOTE, "Each post has an id of its own."),
            Remark.of(Rule.HTTPS, Level.GOOD, "It comes over https."),
            Remark.of(Rule.NO_TRACKERS, Level.GOOD, "No post has anything that counts readers."),
            Remark.of(Rule.SIZE, Level.GOOD, "Its document has 48 KB.")));
  }
}
