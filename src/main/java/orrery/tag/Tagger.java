package orrery.tag;

import java.util.Collection;
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

  private final Map<String, Tag> called = new LinkedHashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final List<Rule> rules;

  /**
   * A planet's tagger.
   *
   * @param hidden names of tags that are not shown
   */
  public Tagger(Collection<Synonyms> synonyms, Collection<String> hidden, List<Rule> rules) {
    for (Synonyms one : synonyms) {
      Tag tag = tag(one.tag());
      called.put(tag.key(), tag);
      one.names().forEach(name -> called.putIfAbsent(Tags.key(name), tag));
    }
    hidden.forEach(name -> this.hidden.add(Tags.key(name)));
    this.rules = List.copyOf(rules);
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
    return tags.values().stream()
        .map(tag -> new Tag(tag.key(), tag.label(), Origin.SUGGESTED, false))
        .toList();
  }

  private void add(Map<String, Tag> tags, Tag tag) {
    Tag meant = called.getOrDefault(tag.key(), tag);
    // An author who calls it as the planet does spells it in a way of their own.
    Tag shown = tag.origin() == Origin.AUTHOR && meant.key().equals(tag.key()) ? tag : meant;
    if (!shown.key().isEmpty() && !hidden.contains(tag.key()) && !hidden.contains(shown.key())) {
      tags.putIfAbsent(shown.key(), shown);
    }
  }

  private static Tag tag(String name) {
    return new Tag(Tags.key(name), name, Origin.CONFIG, false);
  }
}
