package orrery.config;

import java.util.List;

/**
 * How a planet tags its posts.
 *
 * @param minimum a tag of fewer posts has no page
 * @param suggests whether posts without tags of their own get some
 * @param synonyms what else tags are called
 * @param hidden names of tags that are not shown
 * @param rules which posts get which tag by what they say
 */
public record Tagging(
    int minimum,
    boolean suggests,
    List<Synonyms> synonyms,
    List<String> hidden,
    List<Expression> rules) {
  /** Copies the lists. */
  public Tagging {
    synonyms = List.copyOf(synonyms);
    hidden = List.copyOf(hidden);
    rules = List.copyOf(rules);
  }

  /**
   * One tag, and what else it is called.
   *
   * @param tag as it is to be spelt
   * @param names other spellings, abbreviations, other words
   */
  public record Synonyms(String tag, List<String> names) {
    /** Copies the list. */
    public Synonyms {
      names = List.copyOf(names);
    }
  }

  /**
   * A tag of all posts that hold something.
   *
   * @param tag as it is to be spelt
   * @param title whether the title is looked at, or title and text
   * @param rule the expression, not yet checked
   */
  public record Expression(String tag, boolean title, Rule rule) {}
}
