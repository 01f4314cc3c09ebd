package orrery.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.feed.Post;
import orrery.feed.Report;
import orrery.feed.Rule;
import orrery.feed.Submission;

/**
 * The pages of submitting a feed: those that bloggers see, and those of maintainers. All but {@link
 * #elsewhere} are made for whoever asks, and lie on no disk. Every text is taken for a stranger's.
 * Safe for several threads.
 */
public final class SubmitPages {
  /** Where the form is. */
  public static final String FORM = "submit";

  /** Where it is said how to join a planet that takes no feeds itself. */
  public static final String ELSEWHERE = "submit.html";

  /** Below which submitters find theirs. */
  public static final String STATES = "submissions";

  /** Below which maintainers find them. */
  public static final String MAINTAIN = "maintain";

  /** What a feed is looked at for, by the keys of the texts; whose it is is asked later. */
  private static final List<String> RULES =
      Arrays.stream(Rule.values()).filter(rule -> rule != Rule.PROOF).map(SubmitView::key).toList();

  private final Site site;
  private final Words words;

  /** Pages of this site. */
  public SubmitPages(Site site) {
    this.site = site;
    this.words = site.words();
  }

  /**
   * What was found at an address.
   *
   * @param check names the looking: {@code submit/CHECK}
   * @param token that forms send back
   * @param address as it was typed
   * @param feeds that were found, the one that suits best first
   * @param chosen which of them the report is of
   * @param report null where that feed cannot be read
   * @param refusal why it cannot be submitted, in English; null where it can
   * @param preview its posts as the planet would show them
   * @param filtered how many the planet's filter keeps out
   * @param name to show in the form
   * @param face likewise, empty for none
   * @param problem what is wrong with what was typed, in English
   */
  public record Sighting(
      String check,
      String token,
      String address,
      List<Feed> feeds,
      int chosen,
      @Nullable Report report,
      @Nullable String refusal,
      List<Post> preview,
      int filtered,
      String name,
      String face,
      @Nullable String problem) {
    /** Copies the lists. */
    public Sighting {
      feeds = List.copyOf(feeds);
      preview = List.copyOf(preview);
    }

    /**
     * A feed that was found.
     *
     * @param role {@code posts}, {@code topic} or {@code comments}
     * @param titles of its newest posts
     * @param onTopic how many posts are on topic, -1 where that is not known
     */
    public record Feed(
        String url,
        @Nullable String title,
        String role,
        int posts,
        @Nullable Instant newest,
        List<String> titles,
        int onTopic) {
      /** Copies the list. */
      public Feed {
        titles = List.copyOf(titles);
      }
    }
  }

  /**
   * How a submission stands.
   *
   * @param token that forms send back
   * @param base the planet's address, ending in a slash; null where it is not known
   * @param secret names the page: {@code submissions/SECRET}
   * @param blogPath its page on the planet; null where it has none
   * @param posts how many the planet has of it
   * @param told what came of what was asked for last, in English; null for nothing
   * @param bad whether that is bad news
   */
  public record Standing(
      Submission submission,
      String token,
      @Nullable String base,
      String secret,
      @Nullable String blogPath,
      int posts,
      @Nullable String told,
      boolean bad) {}

  /**
   * {@code submit}: the form.
   *
   * @param address what stands in it
   * @param problem what is wrong with that, in English; null for nothing
   */
  public Page form(String token, String address, @Nullable String problem) {
    return page(
        "submit.ftlh",
        FORM,
        words.say("submit"),
        parts("token", token, "address", address, "problem", problem, "rules", RULES));
  }

  /**
   * {@code submit/CHECK}: how far the looking is. It asks for itself anew.
   *
   * @param done what was done so far, in English
   */
  public Page looking(String check, String address, List<String> done) {
    return page(
        "looking.ftlh",
        FORM + '/' + check,
        words.say("looking"),
        parts("address", address, "done", done));
  }

  /** {@code submit/CHECK}: what was found. */
  public Page found(Sighting s) {
    List<View.Item> items = site.items(s.preview());
    List<SubmitView.Choice> choices = new ArrayList<>();
    for (int i = 0; i < s.feeds().size(); i++) {
      choices.add(SubmitView.Choice.of(s.feeds().get(i), i, i == s.chosen(), words));
    }
    Report report = s.report();
    Map<String, Object> model =
        parts(
            "token", s.token(),
            "address", s.address(),
            "feeds", choices,
            "chosen", s.chosen(),
            "findings", report == null ? null : SubmitView.Findings.of(report, words),
            "refusal", s.refusal(),
            "preview", items,
            "players", Players.of(items),
            "filtered", s.filtered(),
            "name", s.name(),
            "face", s.face(),
            "problem", s.problem());
    return page("found.ftlh", FORM + '/' + s.check(), words.say("submit_found"), model);
  }

  /** {@code submissions/SECRET}: how a submission stands, for its submitter. */
  public Page state(Standing s) {
    String base = s.base();
    String path = STATES + '/' + s.secret();
    return page(
        "standing.ftlh",
        path,
        words.say("standing"),
        parts(
            "token", s.token(),
            "submission", SubmitView.Submitted.of(s.submission(), words),
            "keep", base == null ? null : base + path,
            "me", (base == null ? "" : base) + '#' + s.submission().code(),
            "blogPath", s.blogPath(),
            "posts", s.posts(),
            "told", s.told(),
            "bad", s.bad()));
  }

  /** {@code maintain}: all submissions, those that wait first and of the others the newest. */
  public Page list(String token, List<Submission> submissions) {
    Comparator<Submission> newest = Comparator.comparingLong(Submission::number);
    List<SubmitView.Submitted> waiting =
        submissions.stream()
            .filter(s -> s.state() == Submission.State.WAITING)
            .sorted(newest)
            .map(s -> SubmitView.Submitted.of(s, words))
            .toList();
    List<SubmitView.Submitted> decided =
        submissions.stream()
            .filter(s -> s.state() != Submission.State.WAITING)
            .sorted(newest.reversed())
            .map(s -> SubmitView.Submitted.of(s, words))
            .toList();
    return page(
        "submissions.ftlh",
        MAINTAIN,
        words.say("submissions"),
        parts("waiting", waiting, "decided", decided));
  }

  /** {@code maintain/N}: a submission, for who decides on it. */
  public Page show(
      String token, Submission submission, @Nullable Report report, @Nullable String told) {
    return page(
        "submission.ftlh",
        MAINTAIN + '/' + submission.number(),
        submission.name(),
        parts(
            "token",
            token,
            "submission",
            SubmitView.Submitted.of(submission, words),
            "findings",
            report == null ? null : SubmitView.Findings.of(report, words),
            "told",
            told));
  }

  /**
   * {@code submit.html}: how to join a planet that takes no feeds itself.
   *
   * @param url where they are submitted
   */
  public Page elsewhere(String url) {
    return page(
        "elsewhere.ftlh", ELSEWHERE, words.say("submit"), parts("url", url, "rules", RULES));
  }

  private Page page(String template, String path, String title, Map<String, ?> parts) {
    return site.page(template, Site.here(path, title, "submit", null, null), parts);
  }

  /** Names and values in turn; what is null is left out. */
  private static Map<String, Object> parts(@Nullable Object... pairs) {
    Map<String, Object> parts = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      if (value != null) {
        parts.put(String.valueOf(pairs[i]), value);
      }
    }
    return parts;
  }
}
