package orrery.curate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article.Keys;
import orrery.feed.Candidate;

/**
 * The entries that have their verdict, by what they are recognised by: a few look-ups tell which of
 * them may be the same post as another entry, {@link Kinship} tells which is.
 */
final class Relatives {
  /** A mark that more entries have comes from a template. */
  private static final int COMMON = 20;

  /** An id or address that more entries have says nothing. */
  private static final int SHARED = 50;

  /** Signs that agree, the surest first. */
  private static final List<String> SUREST =
      List.of("id", "address", "title and date", "text", "similar text");

  private final LongFunction<String> texts;
  private final Map<Long, Set<Candidate>> ids = new HashMap<>();
  private final Map<Long, Set<Candidate>> links = new HashMap<>();
  private final Map<Long, Set<Candidate>> bodies = new HashMap<>();
  private final Map<Long, Set<Candidate>> marks = new HashMap<>();

  /**
   * Nobody yet.
   *
   * @param texts the whole text of an entry, plain, by the store's number of it
   */
  Relatives(LongFunction<String> texts) {
    this.texts = texts;
  }

  /**
   * An entry that is the same post as another.
   *
   * @param by what is the same
   */
  record Relative(Candidate entry, String by) {}

  void add(Candidate candidate) {
    Keys keys = candidate.keys();
    put(ids, keys.id(), candidate);
    put(links, keys.link(), candidate);
    put(bodies, keys.text(), candidate);
    keys.marks().forEach(mark -> put(marks, mark, candidate));
    keys.former().forEach(mark -> put(marks, mark, candidate));
  }

  private static void put(Map<Long, Set<Candidate>> to, @Nullable Long key, Candidate candidate) {
    if (key != null) {
      to.computeIfAbsent(key, k -> new LinkedHashSet<>(1)).add(candidate);
    }
  }

  /**
   * The entries that are the same post, those that most surely are first, and of these in this
   * order.
   */
  List<Relative> of(Candidate candidate, Comparator<Candidate> order) {
    Keys keys = candidate.keys();
    Set<Candidate> possible = new LinkedHashSet<>();
    addFew(possible, SHARED, keys.id() == null ? null : ids.get(keys.id()));
    addFew(possible, SHARED, keys.link() == null ? null : links.get(keys.link()));
    addFew(possible, COMMON, keys.text() == null ? null : bodies.get(keys.text()));
    for (long mark : Identity.lookups(keys, candidate.title(), candidate.said())) {
      addFew(possible, COMMON, marks.get(mark));
    }
    List<Relative> relatives = new ArrayList<>();
    for (Candidate other : possible) {
      String by = other.entry() == candidate.entry() ? null : same(candidate, other);
      if (by != null) {
        relatives.add(new Relative(other, by));
      }
    }
    relatives.sort(
        Comparator.<Relative>comparingInt(relative -> SUREST.indexOf(relative.by()))
            .thenComparing(Relative::entry, order));
    return relatives;
  }

  private static void addFew(Set<Candidate> to, int most, @Nullable Collection<Candidate> found) {
    if (found != null && found.size() <= most) {
      to.addAll(found);
    }
  }

  private @Nullable String same(Candidate candidate, Candidate other) {
    Signs one = signs(candidate, other.keys());
    Signs two = signs(other, candidate.keys());
    if (candidate.feed() != other.feed()) {
      return Kinship.across(one, two);
    }
    return Kinship.twice(one, two) ? "text" : null;
  }

  /** What it has of the other's id and address it may have had before. */
  private Signs signs(Candidate of, Keys other) {
    List<Long> all = of.keys().former();
    Long id = other.id();
    Long link = other.link();
    boolean hadId = id != null && all.contains(Identity.formerId(id));
    boolean hadLink = link != null && all.contains(Identity.formerLink(link));
    return new Signs(
        hadId ? id : of.keys().id(),
        hadLink ? link : of.keys().link(),
        of.title(),
        of.titled(),
        of.said(),
        of.own(),
        () -> Objects.requireNonNullElse(texts.apply(of.entry()), ""));
  }
}
