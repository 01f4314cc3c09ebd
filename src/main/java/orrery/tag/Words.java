package orrery.tag;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;
import orrery.feed.Post;

/**
 * The words of a post, title and text apart. There are two kinds: <i>terms</i>, which are stems in
 * the post's language and pairs of stems that stand side by side, by which posts are told to be of
 * one matter; and <i>names</i>, which are what {@link Tags} would make of one to three words as
 * they stand there, by which a tag is found that is spelled out. Chinese, Japanese and Korean are
 * taken in pairs of letters. Only the beginning of a long text is looked at.
 */
public final class Words {
  /** Words of a text that count, those left out that every text has. */
  private static final int MOST = 500;

  /** What is longer is no word: a base64 of something. */
  private static final int LONGEST = 40;

  /** How many words a name may have; of pairs of letters there are as many as letters but one. */
  private static final int NAME = 3;

  private static final int NAME_OF_LETTERS = 5;

  /** What may stand between the words of a name, beside a short word that every text has. */
  private static final int GAP = 5;

  /** Signs that are part of a name (c++, c#, .net) pass as these, which are letters to Unicode. */
  private static final char PLUS = 'ǁ';

  private static final char SHARP = 'ǂ';
  private static final char DOT = 'ǀ';

  /**
   * Where something occurs.
   *
   * @param title whether in the title
   * @param count how often in the text
   * @param first before how many other words it is in the text for the first time
   */
  record Place(boolean title, int count, int first) {
    Place and(Place later) {
      return new Place(title || later.title, count + later.count, count > 0 ? first : later.first);
    }
  }

  private final Map<String, Place> terms = new HashMap<>();
  private final Map<String, Place> names = new HashMap<>();

  private final String language;

  private Words(String title, String text, @Nullable String language) {
    String primary = Post.primary(language);
    this.language = primary == null ? "" : primary;
    read(title, language, true);
    read(text, language, false);
  }

  /**
   * The words of a post.
   *
   * @param title plain text
   * @param text plain text, without the title; may be empty
   * @param language BCP 47 tag, null where it is not known
   */
  public static Words of(String title, String text, @Nullable String language) {
    return new Words(title, text, language);
  }

  /** The primary code of the language; empty where it is not known. */
  String language() {
    return language;
  }

  Map<String, Place> terms() {
    return terms;
  }

  Map<String, Place> names() {
    return names;
  }

  private record Token(String stem, int start, int end, boolean next) {}

  private void read(String text, @Nullable String language, boolean title) {
    List<Token> tokens = tokens(text, language);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      Place place = new Place(title, title ? 0 : 1, i);
      terms.merge(token.stem, place, Place::and);
      if (i > 0 && token.next) {
        terms.merge(tokens.get(i - 1).stem + ' ' + token.stem, place, Place::and);
      }
      Token last = token;
      boolean letters = false;
      for (int n = 0; n < (letters ? NAME_OF_LETTERS : NAME) && i + n < tokens.size(); n++) {
        Token more = tokens.get(i + n);
        if (n > 0 && !together(text, last.end, more.start)) {
          break;
        }
        letters |= n > 0 && more.start < last.end;
        last = more;
        String key = Tags.key(text.substring(token.start, more.end));
        if (!key.isEmpty()) {
          names.merge(key, place, Place::and);
        }
      }
    }
  }

  /** Whether two words may be of one name: nothing ends or is listed between them. */
  private static boolean together(String text, int end, int start) {
    if (start - end > GAP) {
      return false;
    }
    for (int i = end; i < start; i++) {
      char c = text.charAt(i);
      boolean joins = Character.isLetter(c) || " -_&/'’".indexOf(c) >= 0;
      if (!joins && (c != '.' || i + 1 < start)) {
        return false;
      }
    }
    return true;
  }

  private static List<Token> tokens(String text, @Nullable String language) {
    List<Token> tokens = new ArrayList<>();
    try (TokenStream stream = Stems.of(language).tokenStream("", lettered(text))) {
      var term = stream.addAttribute(CharTermAttribute.class);
      var offset = stream.addAttribute(OffsetAttribute.class);
      var position = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      int skipped = 0;
      while (tokens.size() < MOST && stream.incrementToken()) {
        if (term.length() > LONGEST || term.isEmpty()) {
          skipped++;
          continue;
        }
        String stem = term.toString().replace(PLUS, '+').replace(SHARP, '#').replace(DOT, '.');
        boolean next = skipped == 0 && position.getPositionIncrement() == 1;
        tokens.add(new Token(stem, offset.startOffset(), offset.endOffset(), next));
        skipped = 0;
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is none where a string is read
    }
    return tokens;
  }

  /** With the signs of c++, c# and .net as letters; as long as before. */
  private static String lettered(String text) {
    char[] chars = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char letter = 0;
      if (c == '#' && single(text, i - 1) && !word(text, i + 1)) {
        letter = SHARP;
      } else if (c == '+' && pluses(text, i) && !word(text, i + 1)) {
        letter = PLUS;
      } else if (c == '.' && !word(text, i - 1) && text.regionMatches(true, i + 1, "net", 0, 3)) {
        letter = DOT;
      }
      if (letter != 0) {
        chars = chars == null ? text.toCharArray() : chars;
        chars[i] = letter;
      }
    }
    return chars == null ? text : new String(chars);
  }

  /** Whether one of two pluses stands here, right behind a letter. */
  private static boolean pluses(String text, int i) {
    boolean first = at(text, i + 1) == '+';
    return first ? letter(text, i - 1) : at(text, i - 1) == '+' && letter(text, i - 2);
  }

  private static boolean single(String text, int i) {
    return letter(text, i) && !word(text, i - 1);
  }

  private static boolean letter(String text, int i) {
    return Character.isLetter(at(text, i));
  }

  private static boolean word(String text, int i) {
    return Character.isLetterOrDigit(at(text, i));
  }

  private static char at(String text, int i) {
    return i >= 0 && i < text.length() ? text.charAt(i) : ' ';
  }
}
