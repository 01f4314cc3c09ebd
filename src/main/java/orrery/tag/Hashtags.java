package orrery.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tags that authors write into their texts, as they do where there is no other place for them. */
public final class Hashtags {
  private static final String WORD = "[\\p{L}\\p{N}_\\p{M}\\u200c]";

  /** Not what is part of an address, an entity or another word. */
  private static final Pattern HASHTAG =
      Pattern.compile("(?<![\\p{L}\\p{N}_/&#])#(" + WORD + "{1,49})(?![\\p{L}\\p{N}#]|[-/]\\w)");

  /** The hex code of a colour with digits and letters in it, or of one letter alone. */
  private static final Pattern COLOUR =
      Pattern.compile("(?i)(?=.*\\d)[0-9a-f]{3}(?:[0-9a-f]{3})?|([a-f])\\1{2}(?:\\1{3})?");

  /** Two or more that end a text: one alone may be part of a sentence, or of a program. */
  private static final Pattern LAST = Pattern.compile("(?:[\\s,]+#" + WORD + "+){2,}[\\s.!]*$");

  /** How much of the end of a text is looked at, in chars. */
  private static final int END = 500;

  private Hashtags() {}

  /**
   * The hashtags of a text, without their sign: all of a note, those that end another post.
   *
   * @param text plain, without code
   * @param titled whether its author gave it a title, as notes have none
   */
  public static List<String> of(String text, boolean titled) {
    String looked = text;
    if (titled) {
      Matcher last = LAST.matcher(text.substring(Math.max(0, text.length() - END)));
      looked = last.find() ? last.group() : "";
    }
    List<String> tags = new ArrayList<>();
    Matcher found = HASHTAG.matcher(looked);
    while (found.find() && tags.size() < Tags.MOST) {
      String tag = found.group(1);
      if (tag.codePoints().anyMatch(Character::isLetter) && !COLOUR.matcher(tag).matches()) {
        tags.add(tag);
      }
    }
    return tags;
  }
}
