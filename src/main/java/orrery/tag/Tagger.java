package orrery.tag;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import orrery.feed.Tag;
import orrery.feed.Tag.Origin;

/** Gives posts the tags that a planet's rules want: its authors' words, and some of its own. */
public final class Tagger {
  /**
   * One tag and what else it is called.
   *
   * @param tag as it is to be spelt
   */
  public record Synonyms(String tag, Collection<String> names) {}

  /**
   * A tag of all posts that hold something.
   *
   * @param tag as it is to be spelt
   * @param title whether the title is looked at, or title and text
   */
  public record Rule(String tag, boolean title, Predicate<String> holds) {}

  /** By every name that the config gives it. */
  private final Map<String, Tag> called = new LinkedHashMap<>();

  /** By its key, as the config spells it first. */
  private final Map<String, Tag> spelt = new HashMap<>();

  private final Set<String> hidden = new HashSet<>();
  private final List<Rule> rules;

  /**
   * A planet's tagger. Where the config spells a tag in several ways, the first counts: of the
   * synonyms, then of the rules, then of others.
   *
   * @param hidden names of tags that are not shown
   * @param others names of tags that feeds get, in the order of the config
   */
  public Tagger(
      Collection<Synonyms> synonyms,
      Collection<String> hidden,
      List<Rule> rules,
      Collection<String> others) {
    synonyms.forEach(one -> spell(one.tag()));
    rules.forEach(rule -> spell(rule.tag()));
    others.forEach(this::spell);
    for (Synonyms one : synonyms) {
      Tag tag = tag(one.tag());
      called.put(tag.key(), tag);
      one.names().forEach(name -> called.putIfAbsent(Tags.key(name), tag));
    }
    hidden.forEach(name -> this.hidden.add(Tags.key(name)));
    this.rules = List.copyOf(rules);
  }

  private void spell(String name) {
    spelt.putIfAbsent(Tags.key(name), made(name));
  }

  /**
   * The tags of a post: first those of its author, then those of its feed, then those that it gets
   * by what it says.
   *
   * @param own those that its author gave
   * @param feed those that the config gives all posts of the feed, as they are to be spelt
   * @param title plain text
   * @param text its whole text, plain; asked for only where a rule looks at it
   */
  public List<Tag> tags(
      List<Tag> own, Collection<String> feed, String title, Supplier<String> text) {
    Map<String, Tag> tags = new LinkedHashMap<>();
    own.forEach(tag -> add(tags, new Tag(Tags.key(tag.label()), tag.label())));
    feed.forEach(name -> add(tags, tag(name)));
    for (Rule rule : rules) {
      if (rule.holds().test(rule.title() ? title : title + "\n" + text.get())) {
        add(tags, tag(rule.tag()));
      }
    }
    return tags.values().stream().limit(Tags.MOST).toList();
  }

  /** Of tags that fit a post those that it may have, by their keys. */
  public List<Tag> suggested(Collection<String> keys) {
    Map<String, Tag> tags = new LinkedHashMap<>();
    keys.forEach(key -> add(tags, new Tag(key, key, Origin.SUGGESTED, false)));
    return List.copyOf(tags.values());
  }

  private void add(Map<String, Tag> tags, Tag tag) {
    Tag spelled = spelt.getOrDefault(tag.key(), tag);
    Tag meant = called.getOrDefault(tag.key(), spelled);
    // An author who calls it as the planet does may spell it otherwise, if it is all the same to
    // the planet.
    boolean own = tag.origin() == Origin.AUTHOR && meant.key().equals(tag.key());
    Tag shown = own && !deliberate(meant) ? tag : as(meant, tag.origin());
    if (!shown.key().isEmpty() && !hidden.contains(tag.key()) && !hidden.contains(shown.key())) {
      tags.putIfAbsent(shown.key(), shown);
    }
  }

  /** What an author calls otherwise is the author's all the same. */
  private static Tag as(Tag meant, Origin origin) {
    return new Tag(meant.key(), meant.label(), origin, false);
  }

  /** Whether the config spells it so, and not by chance. */
  private static boolean deliberate(Tag tag) {
    return tag.origin() == Origin.CONFIG
        && tag.label().codePoints().anyMatch(Character::isUpperCase);
  }

  private Tag tag(String name) {
    return spelt.getOrDefault(Tags.key(name), made(name));
  }

  private static Tag made(String name) {
    return new Tag(Tags.key(name), Tags.label(name), Origin.CONFIG, false);
  }
}
