package orrery.config;

import java.util.List;

/**
 * What a config says of which posts are shown: an expression, or a list of languages; not yet
 * checked.
 *
 * @param key which rule it is, one of {@link Filters#KEYS}; that of a tag as it is written
 * @param value as written, without blanks around it; never empty
 * @param owner where it stands
 * @param line of its key, from 1
 * @param spots where each line of the value begins; empty where that cannot be said
 */
public record Rule(String key, String value, Owner owner, int line, List<Spot> spots) {
  /** Copies the list. */
  public Rule {
    spots = List.copyOf(spots);
  }

  /** Whose rule it is. */
  public enum Owner {
    /** It stands in {@code [planet]} or {@code [DEFAULT]}. */
    PLANET,
    /** It stands in the section of a feed. */
    FEED,
    /** It stands in the section of a page. */
    PAGE,
    /** It stands in the section about tags. */
    TAGS
  }

  /**
   * A place in the file.
   *
   * @param line from 1
   * @param column in code points, from 1
   */
  public record Spot(int line, int column) {}

  /**
   * Where a character of the value stands in the file: {@code 12:34}, or only the line of the key
   * where the column cannot be said.
   *
   * @param offset of the character; -1 where it is not known
   */
  public String at(int offset) {
    if (offset < 0 || offset > value.length() || spots.isEmpty()) {
      return Integer.toString(line);
    }
    int start = offset == 0 ? 0 : value.lastIndexOf('\n', offset - 1) + 1;
    int number = (int) value.substring(0, start).chars().filter(c -> c == '\n').count();
    if (number >= spots.size()) {
      return Integer.toString(line);
    }
    Spot spot = spots.get(number);
    return spot.line() + ":" + (spot.column() + value.codePointCount(start, offset));
  }
}
