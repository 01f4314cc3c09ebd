package orrery.curate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says whether two entries are one post, and by what. One sign that agrees is not enough where all
 * others contradict it: programs give an old id to another post, people write about a page and name
 * its address as theirs. A post that is taken for another is lost, one that is not recognised is
 * only shown twice; so whatever is in doubt is two posts.
 */
public final class Kinship {
  /** A text that two posts do not share by chance, but for templates. */
  private static final int LONG = 40;

  /** Fewer words below one title at one time are those of two albums as well as of one. */
  private static final int SENTENCE = 8;

  /** Fewer words may be what a show or a series writes below each of its posts. */
  private static final int NOTES = 150;

  /** The words of an excerpt that its title does not tell already. */
  private static final int EXCERPT = 30;

  /** The longest that clocks of one post differ by taking one time zone for another. */
  private static final Duration ZONES = Duration.ofHours(15);

  private final Signs one;
  private final Signs other;
  private final Wording title;
  private final Wording otherTitle;
  private @Nullable Likeness likeness;

  private Kinship(Signs one, Signs other) {
    this.one = one;
    this.other = other;
    this.title = Wording.of(one.title());
    this.otherTitle = Wording.of(other.title());
  }

  /**
   * How two entries of different feeds are known to be one post: {@code id}, {@code address},
   * {@code title and date}, {@code text} or {@code similar text}.
   *
   * @return null where they are not
   */
  public static @Nullable String across(Signs one, Signs other) {
    var kinship = new Kinship(one, other);
    if (kinship.identified() && (kinship.linked() || kinship.agrees())) {
      return "id";
    }
    if (kinship.linked() && kinship.standsForThePage()) {
      return "address";
    }
    if (kinship.sameTitle() && kinship.sameTime() && kinship.tellsByTitleAndDate()) {
      return "title and date";
    }
    return kinship.copied();
  }

  /**
   * How an entry of a feed is known to be the later form of one that the feed had before: as {@link
   * #across}.
   *
   * @return null where it is not
   */
  public static @Nullable String again(Signs before, Signs now) {
    return again(before, now, false);
  }

  /**
   * The same where the feed may have been rebuilt, which says nothing as it did before: then one
   * title with one text is one post, however short.
   */
  static @Nullable String again(Signs before, Signs now, boolean rebuilt) {
    var kinship = new Kinship(before, now);
    if (kinship.identified()) {
      return "id";
    }
    if (kinship.linked() && kinship.agrees()) {
      return "address";
    }
    if (kinship.sameTime()) {
      if (kinship.sameTitle() && !kinship.texts().different()) {
        return "title and date";
      }
      if (kinship.tellsByDate() && kinship.texts().alike() && !kinship.apart()) {
        return "similar text";
      }
    }
    boolean same = kinship.sameTitle() && kinship.texts().equal() && kinship.texts().weight() > 0;
    if (same && (rebuilt || (kinship.texts().alike() && kinship.within(ZONES, true)))) {
      return "text";
    }
    boolean named = kinship.sameTitle() || kinship.untitled();
    return named && kinship.texts().equal() && kinship.texts().weight() >= LONG ? "text" : null;
  }

  /** How much of id, address, title and date agrees; a title says more than each other. */
  static int agreeing(Signs one, Signs other) {
    var kinship = new Kinship(one, other);
    return (kinship.sameId() ? 1 : 0)
        + (kinship.linked() ? 1 : 0)
        + (kinship.sameTitle() ? 2 : 0)
        + (kinship.sameTime() ? 1 : 0);
  }

  /**
   * Whether a feed lists a post twice: under other ids, with all the rest the same. What differs in
   * anything is two posts, as their author says so.
   */
  public static boolean twice(Signs one, Signs other) {
    var kinship = new Kinship(one, other);
    if (!(kinship.sameTitle() || kinship.untitled())
        || !(kinship.linked() || (kinship.exactly() && kinship.title.weight() >= 3))
        || !kinship.texts().equal()) {
      return false;
    }
    return kinship.linked() || kinship.texts().weight() >= LONG;
  }

  /** Whether the same id means the same post, which it does where something else agrees. */
  private boolean identified() {
    if (!sameId()) {
      return false;
    }
    if (linked()) {
      if (!titled() || sameTitle() || sameTime() || texts().alike()) {
        return true;
      }
      boolean bare = texts().weight() == 0 && !sharesTitle();
      return !texts().different() && !(bare && within(Duration.ofDays(1), false));
    }
    return !comparable() || (agrees() && !apart());
  }

  private boolean sameId() {
    return one.id() != null && one.id().equals(other.id());
  }

  private boolean linked() {
    return one.link() != null && one.link().equals(other.link());
  }

  private boolean untitled() {
    return !one.titled() && !other.titled();
  }

  private boolean titled() {
    return one.titled() && other.titled();
  }

  private boolean sameTitle() {
    return titled() && title.count() > 0 && title.sameAs(otherTitle);
  }

  /**
   * The same with the name of a blog or of a column before or after it. A number behind it is that
   * of another part.
   */
  private boolean nearTitle() {
    Wording brief = title.count() <= otherTitle.count() ? title : otherTitle;
    Wording full = brief == title ? otherTitle : title;
    boolean after = brief.weight() >= 2 && full.endsWith(brief);
    boolean before =
        brief.weight() >= 3
            && full.shared(brief) == brief.count()
            && title.numbers().equals(otherTitle.numbers());
    return titled() && (after || before);
  }

  /** Whether something beside id and address agrees. */
  private boolean agrees() {
    return sameTitle() || texts().alike() || (exactly() && (linked() || !titled() || nearTitle()));
  }

  /** Whether there is anything else to be compared. */
  private boolean comparable() {
    boolean links = one.link() != null && other.link() != null;
    return links || (titled() && texts().tells()) || (untitled() && texts().tells());
  }

  /** Whether a date that agrees says something though the titles do not agree word for word. */
  private boolean tellsByDate() {
    boolean day = one.said() != null && midnight(one.said());
    return exactly() || (!day && (untitled() || nearTitle()));
  }

  /** Whether both say the same moment, and one that hardly two posts have. */
  private boolean exactly() {
    return one.said() != null && one.said().equals(other.said()) && !round(one.said());
  }

  /** The same moment, or what becomes of it where time zones are mistaken or hours are left out. */
  private boolean sameTime() {
    Instant a = one.said();
    Instant b = other.said();
    if (a == null || b == null) {
      return false;
    }
    Duration apart = Duration.between(a, b).abs();
    if (apart.isZero()) {
      return true;
    }
    boolean byZone = apart.toMillis() % Duration.ofMinutes(30).toMillis() == 0 && !round(a);
    boolean byDay = (midnight(a) || midnight(b)) && day(a).equals(day(b));
    return (byZone && apart.compareTo(ZONES) < 0) || byDay;
  }

  private static Instant day(Instant time) {
    return time.truncatedTo(ChronoUnit.DAYS);
  }

  private static boolean midnight(Instant time) {
    return time.equals(day(time));
  }

  /** A time that people choose, and so may choose for two posts. */
  private static boolean round(Instant time) {
    return time.getEpochSecond() % Duration.ofMinutes(5).toSeconds() == 0;
  }

  /**
   * Whether an entry that names the same page stands for it, rather than being about it: another
   * feed's own words under another title are a post about that page.
   */
  private boolean standsForThePage() {
    if (sameTitle() || nearTitle() || texts().alike() || exactly()) {
      return true;
    }
    return (one.own() && other.own())
        ? !(titled() && texts().different())
        : !titled() && texts().weight() == 0;
  }

  private boolean tellsByTitleAndDate() {
    if (texts().alike()) {
      return true;
    }
    if (texts().tells() && texts().different()) {
      // A summary of its own words, rather than a translation.
      return exactly() && title.weight() >= 4 && texts().weight() * 2 < texts().longer();
    }
    return exactly() && title.weight() >= 3;
  }

  /** How one text is known to be the other, in another feed. */
  private @Nullable String copied() {
    Likeness like = texts();
    if (sameTitle() && title.weight() >= 3 && isExcerpt(like)) {
      return "similar text";
    }
    if (like.weight() < LONG || apart()) {
      return nearTitle()
              && within(Duration.ofHours(1), true)
              && like.held() >= 0.9
              && like.weight() >= SENTENCE
          ? "similar text"
          : null;
    }
    if (like.equal()) {
      boolean notes = titled() && !sharesTitle() && within(Duration.ofDays(2), false);
      return notes && like.weight() < NOTES ? null : "text";
    }
    boolean theSame = like.held() >= 0.93 && !like.substituted();
    if (sameTitle() && like.alike() && (theSame || !like.exchanged())) {
      return "similar text";
    }
    return theSame && like.shared() >= 0.8 && !titleTells() ? "similar text" : null;
  }

  private static boolean isExcerpt(Likeness like) {
    return like.part()
        && like.weight() >= EXCERPT
        && like.weight() * 2 < like.longer()
        && !like.substituted();
  }

  /**
   * Whether both were published within so long of each other, or not.
   *
   * @return false where one has no date
   */
  private boolean within(Duration time, boolean within) {
    Instant a = one.said();
    Instant b = other.said();
    return a != null && b != null && within == (Duration.between(a, b).abs().compareTo(time) < 0);
  }

  private boolean sharesTitle() {
    return !Collections.disjoint(title.distinct(), otherTitle.distinct());
  }

  /** Whether the titles say that these are two posts of one series, or from one template. */
  private boolean apart() {
    return !nearTitle() && aSeries();
  }

  /** Whether the titles are those of two parts of one series: one word of them is another. */
  private boolean aSeries() {
    if (!titled() || sameTitle()) {
      return false;
    }
    if (!title.numbers().equals(otherTitle.numbers())) {
      return true;
    }
    int differing = 0;
    for (int i = 0; i < title.count() && title.count() == otherTitle.count(); i++) {
      differing += title.word(i) == otherTitle.word(i) ? 0 : 1;
    }
    return differing == 1 && title.count() > 1;
  }

  /** Whether the texts differ where the titles do, as those made from one template. */
  private boolean titleTells() {
    Set<Long> words = Wording.of(one.text().get()).distinct();
    Set<Long> otherWords = Wording.of(other.text().get()).distinct();
    return titled()
        && tells(title, otherTitle, words, otherWords)
        && tells(otherTitle, title, otherWords, words);
  }

  private static boolean tells(Wording title, Wording not, Set<Long> in, Set<Long> notIn) {
    Set<Long> own = new HashSet<>(title.distinct());
    own.removeAll(not.distinct());
    own.retainAll(in);
    own.removeAll(notIn);
    return !own.isEmpty();
  }

  private Likeness texts() {
    if (likeness == null) {
      likeness = Likeness.of(Wording.of(one.text().get()), Wording.of(other.text().get()));
    }
    return likeness;
  }
}
