package orrery.parse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import orrery.parse.Names.Name;

/**
 * Reads XML 1.0 with namespaces, well-formed or not, into {@link Node}s: one pass over the
 * characters, no DTD, nothing external, no recursion.
 *
 * <p>A document is first read by the rules alone, where a lone mishap (a bare ampersand, an unbound
 * prefix) is mended on the spot. When the elements do not fit into each other, it is read once more
 * with the knowledge of what feeds look like: an {@code item} ends where the next begins, a {@code
 * title} where a {@code link} begins. For well-formed documents the result is that of any XML
 * parser, except that comments and processing instructions are left out.
 */
final class LenientXml {

  private static final int MAX_ATTRIBUTES = 200;

  /** What was read. */
  record Tree(@Nullable Node root, Lines lines, boolean cut, boolean bases) {}

  private final String text;
  private final char[] chars;
  private final int end;
  private final boolean repair;
  private final Problems problems;
  private final Lines lines;

  private int at;
  private boolean misnested;
  private @Nullable Doctype doctype;
  private boolean cut;
  private boolean noMoreComments;
  private boolean noMoreCdata;

  private final Names names;
  private final TreeBuilder tree;

  private Name[] attributeNames = new Name[16];
  private String[] attributeValues = new String[16];

  private LenientXml(String text, char[] chars, int start, boolean repair, Problems problems) {
    this.text = text;
    this.chars = chars;
    this.end = chars.length;
    this.at = start;
    this.repair = repair;
    this.problems = problems;
    this.lines = new Lines(text);
    this.names = new Names(text);
    this.tree = new TreeBuilder(text, repair, problems, lines);
  }

  /**
   * Reads the first element from {@code start} on, and everything in it.
   *
   * @param problems what was wrong is added here
   */
  static Tree parse(String text, int start, Problems problems) {
    char[] chars = text.toCharArray();
    Problems first = new Problems();
    LenientXml reader = new LenientXml(text, chars, start, false, first);
    reader.run();
    if (reader.misnested || reader.tree.misnested()) {
      first = new Problems();
      reader = new LenientXml(text, chars, start, true, first);
      reader.run();
    }
    problems.addAll(first);
    return new Tree(reader.tree.root(), reader.lines, reader.cut, reader.tree.bases());
  }

  private void run() {
    while (at < end && (repair || !(misnested || tree.misnested()))) {
      if (chars[at] == '<') {
        markup();
      } else {
        text();
      }
      if (tree.root() != null && tree.top() == null && !repair) {
        afterRoot();
        return;
      }
    }
    cut |= tree.end();
  }

  /** Only comments, processing instructions and white space may follow. */
  private void afterRoot() {
    while (at < end) {
      char c = chars[at];
      if (c <= ' ' || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("<!--", at) || text.startsWith("<?", at)) {
        markup();
      } else if (tree.endsOpen(at)) {
        misnested = true;
        return;
      } else {
        problems.warn(
            "junk-after",
            "Something follows the end of the feed; it was ignored. Remove it.",
            lines.at(at));
        return;
      }
    }
  }

  // Text

  private void text() {
    int start = at;
    StringBuilder mended = null;
    boolean blank = true;
    int from = at;
    char[] c = chars;
    int i = at;
    while (i < end) {
      char ch = c[i];
      if (ch == '<') {
        break;
      }
      if (ch > '&' && ch < 0xD800) {
        blank = false;
        i++;
      } else if (ch == ' ' || ch == '\n' || ch == '\t') {
        i++;
      } else if (ch == '&') {
        blank = false;
        mended = mended == null ? new StringBuilder() : mended;
        mended.append(c, from, i - from);
        i = reference(i, end, mended);
        from = i;
      } else if (ch == '\r' || References.isForbidden(ch)) {
        mended = mended == null ? new StringBuilder() : mended;
        mended.append(c, from, i - from);
        i = oddCharacter(i, mended);
        from = i;
      } else {
        blank = false;
        i++;
      }
    }
    at = i;
    Node inside = tree.top();
    if (inside == null) {
      if (!blank && tree.root() == null) {
        problems.warn(
            "junk-before",
            "Something stands before the feed; it was ignored. Remove it: a feed begins with <?xml"
                + " or its first element.",
            lines.at(start));
      }
      return;
    }
    if (blank && FeedWords.isContainer(inside.key)) {
      return;
    }
    if (mended == null) {
      tree.add(text.substring(start, i));
    } else {
      mended.append(c, from, i - from);
      tree.add(mended.toString());
    }
  }

  /** Line ends become one character (XML 1.0, section 2.11); what XML forbids goes. */
  private int oddCharacter(int i, StringBuilder to) {
    if (chars[i] == '\r') {
      to.append('\n');
      return i + 1 < end && chars[i + 1] == '\n' ? i + 2 : i + 1;
    }
    tree.ill(
        "a control character (U+%04X) is not allowed and was left out".formatted((int) chars[i]),
        i);
    return i + 1;
  }

  /** A character or entity reference; appends what it stands for and says where it ends. */
  private int reference(int i, int limit, StringBuilder to) {
    int semicolon = i + 1;
    int stop = Math.min(limit, i + 34);
    while (semicolon < stop && References.isPart(chars[semicolon])) {
      semicolon++;
    }
    if (semicolon >= stop || chars[semicolon] != ';' || semicolon == i + 1) {
      tree.ill("a lone & must be written &amp;", i);
      to.append('&');
      return i + 1;
    }
    if (chars[i + 1] == '#') {
      if (!References.numeric(text, i + 2, semicolon, to)) {
        tree.ill(text.substring(i, semicolon + 1) + " stands for no character that XML allows", i);
      }
      return semicolon + 1;
    }
    String name = text.substring(i + 1, semicolon);
    String value = named(name, i);
    to.append(value == null ? "&" + name + ";" : value);
    return semicolon + 1;
  }

  /** What a name stands for, null where nobody knows. */
  private @Nullable String named(String name, int offset) {
    String declared = doctype == null ? null : doctype.entity(name);
    if (declared != null) {
      return declared;
    }
    String value = References.named(name);
    if (value == null || (doctype == null && !References.isXml(name))) {
      tree.ill("the entity &" + name + "; is not declared; write the character itself", offset);
    }
    return value;
  }

  // Markup

  private void markup() {
    char next = at + 1 < end ? chars[at + 1] : ' ';
    if (next == '!') {
      if (text.startsWith("<![CDATA[", at)) {
        cdata();
      } else if (text.startsWith("<!--", at)) {
        comment();
      } else if (tree.top() == null && text.regionMatches(true, at, "<!DOCTYPE", 0, 9)) {
        doctype();
      } else {
        // An HTML doctype or a conditional comment in unescaped HTML.
        tree.ill("<! begins nothing that is known here", at);
        misnested = true;
        toGreater(at + 2);
      }
    } else if (next == '?') {
      processingInstruction();
    } else if (next == '/') {
      endTag();
    } else if (isNameStart(next)) {
      startTag();
    } else {
      bareLessThan();
    }
  }

  private void comment() {
    int close = noMoreComments ? -1 : text.indexOf("-->", at + 4);
    if (close >= 0) {
      at = close + 3;
      return;
    }
    noMoreComments = true;
    misnested = true;
    tree.ill("a comment is not closed", at);
    toGreater(at + 4);
  }

  private void processingInstruction() {
    int i = at + 2;
    boolean greater = false;
    while (i < end && !(greater && chars[i] == '<')) {
      if (chars[i] == '>') {
        if (chars[i - 1] == '?') {
          at = i + 1;
          return;
        }
        greater = true;
      }
      i++;
    }
    tree.ill("a processing instruction is not closed with ?>", at);
    toGreater(at + 2);
  }

  private void toGreater(int from) {
    int close = text.indexOf('>', Math.min(from, end));
    at = close < 0 ? end : close + 1;
  }

  private void bareLessThan() {
    tree.ill("a lone < must be written &lt;", at);
    if (tree.top() != null) {
      tree.add("<");
    }
    at++;
  }

  private void cdata() {
    int start = at + 9;
    int close = noMoreCdata ? -1 : text.indexOf("]]>", start);
    if (close < 0) {
      noMoreCdata = true;
      tree.ill("a CDATA section is not closed", at);
      misnested = true;
      if (tree.top() != null && repair) {
        cutCdata(start);
      } else {
        at = end;
      }
      return;
    }
    at = close + 3;
    if (tree.top() == null) {
      return;
    }
    for (int i = start; i < close; i++) {
      char c = chars[i];
      if ((c < ' ' && c != '\n' && c != '\t') || c >= '\uFFFE') {
        tree.add(mendedCdata(start, close));
        return;
      }
    }
    if (close > start) {
      tree.add(text.substring(start, close));
    }
  }

  private String mendedCdata(int start, int close) {
    StringBuilder mended = new StringBuilder(close - start);
    int i = start;
    while (i < close) {
      char c = chars[i];
      if (c == '\r' || References.isForbidden(c)) {
        i = Math.min(close, oddCharacter(i, mended));
      } else {
        mended.append(c);
        i++;
      }
    }
    return mended.toString();
  }

  /** An unclosed CDATA section ends where the element that holds it seems to end. */
  private void cutCdata(int start) {
    int close = tree.top() == null ? -1 : text.indexOf("</" + tree.topName(), start);
    if (close < 0) {
      at = end;
      return;
    }
    if (tree.top() != null) {
      tree.add(mendedCdata(start, close));
    }
    at = close;
  }

  /** Only the first is read; a document has no other. */
  private void doctype() {
    if (doctype != null) {
      toGreater(at + 9);
      return;
    }
    doctype = new Doctype(text, at);
    if (doctype.refused()) {
      problems.warn(
          "entity-refused",
          "The document declares an entity that is more than plain text; it was not expanded.",
          lines.at(at));
    }
    if (doctype.end() < 0) {
      tree.ill("the DOCTYPE is not closed", at);
      toGreater(at + 9);
    } else {
      at = doctype.end();
    }
  }

  // Tags

  private int skipSpace(int from, int to) {
    int i = from;
    while (i < to && isSpace(chars[i])) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c >= 0xC0;
  }

  private int nameEnd(int from) {
    int i = from;
    while (i < end) {
      char c = chars[i];
      if (c <= ' ' || c == '>' || c == '/' || c == '=' || c == '<' || c == '"' || c == '\'') {
        break;
      }
      i++;
    }
    return i;
  }

  private void startTag() {
    int start = at;
    int i = nameEnd(at + 1);
    if (chars[i - 1] == ':') {
      bareLessThan(); // <http://somewhere>
      return;
    }
    Name name = names.get(at + 1, i);
    if (name.isMail()) {
      bareLessThan(); // <somebody@somewhere>
      return;
    }
    int attributes = 0;
    boolean closed = false;
    while (true) {
      i = skipSpace(i, end);
      if (i >= end) {
        tree.ill("a tag breaks off", start);
        misnested = true;
        cut = true;
        at = end;
        return;
      }
      char c = chars[i];
      if (c == '>') {
        i++;
        break;
      }
      if (c == '/') {
        if (i + 1 < end && chars[i + 1] == '>') {
          closed = true;
          i += 2;
          break;
        }
        i++;
        continue;
      }
      if (c == '<') {
        // No tag holds another: either this one was meant as text, or its > is missing.
        misnested = true;
        if (attributes == 0 && !text.startsWith("</", i)) {
          bareLessThan();
          return;
        }
        tree.ill("the tag <" + name.raw + " is not closed with >", start);
        break;
      }
      int nameFrom = i;
      i = nameEnd(i);
      if (i == nameFrom) {
        tree.ill("a tag holds a stray " + c, i);
        i++;
        continue;
      }
      Name attribute = names.get(nameFrom, i);
      int equals = skipSpace(i, end);
      String value = "";
      if (equals < end && chars[equals] == '=') {
        i = skipSpace(equals + 1, end);
        int valueFrom = i;
        i = valueEnd(i);
        boolean quoted = valueFrom < end && (chars[valueFrom] == '"' || chars[valueFrom] == '\'');
        value = value(quoted ? valueFrom + 1 : valueFrom, i);
        if (quoted && i < end && chars[i] == chars[valueFrom]) {
          i++;
        } else {
          tree.ill("the value of the attribute " + attribute.raw + " is not in quotes", valueFrom);
        }
      } else {
        tree.ill("the attribute " + attribute.raw + " has no value", nameFrom);
      }
      if (attributes < MAX_ATTRIBUTES && isNew(attribute, attributes, nameFrom)) {
        if (attributes == attributeNames.length) {
          attributeNames = Arrays.copyOf(attributeNames, attributes * 2);
          attributeValues = Arrays.copyOf(attributeValues, attributes * 2);
        }
        attributeNames[attributes] = attribute;
        attributeValues[attributes++] = value;
      }
    }
    at = i;
    tree.open(name, start, attributeNames, attributeValues, attributes, closed);
  }

  private boolean isNew(Name attribute, int count, int offset) {
    for (int i = 0; i < count; i++) {
      if (attributeNames[i] == attribute) {
        tree.ill("the attribute " + attribute.raw + " occurs twice", offset);
        return false;
      }
    }
    return true;
  }

  /** Where an attribute's value ends: its quote, or what must be its end where the quote fails. */
  private int valueEnd(int from) {
    if (from >= end) {
      return end;
    }
    char quote = chars[from];
    if (quote != '"' && quote != '\'') {
      int i = from;
      while (i < end && chars[i] > ' ' && chars[i] != '>' && chars[i] != '<') {
        if (chars[i] == '/' && i + 1 < end && chars[i + 1] == '>') {
          break;
        }
        i++;
      }
      return i;
    }
    int greater = -1;
    for (int i = from + 1; i < end; i++) {
      char c = chars[i];
      if (c == quote) {
        return i;
      }
      if (c == '>' && greater < 0) {
        greater = i;
      } else if (c == '<') {
        if (greater >= 0) {
          // <a href="x>text</a>: the quote that comes next belongs to another tag.
          misnested = true;
          return chars[greater - 1] == '/' ? greater - 1 : greater;
        }
        tree.ill("a < in an attribute must be written &lt;", i);
      }
    }
    return greater >= 0 ? greater : end;
  }

  private String value(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = chars[i];
      if (c == '&' || c < ' ') {
        return mendedValue(from, to);
      }
    }
    return from >= to ? "" : text.substring(from, to);
  }

  private String mendedValue(int from, int to) {
    StringBuilder mended = new StringBuilder(to - from);
    int i = from;
    while (i < to) {
      char c = chars[i];
      if (c == '&') {
        i = reference(i, to, mended);
      } else if (c == '\r' && i + 1 < to && chars[i + 1] == '\n') {
        i++;
      } else {
        mended.append(c < ' ' ? ' ' : c);
        i++;
      }
    }
    return mended.toString();
  }

  private void endTag() {
    int from = at + 2;
    int i = nameEnd(from);
    Name name = names.get(from, i);
    int start = at;
    i = skipSpace(i, end);
    if (i < end && chars[i] != '>') {
      tree.ill("an end tag is not closed properly", start);
      while (i < end && chars[i] != '>' && chars[i] != '<') {
        i++;
      }
      i = i < end && chars[i] == '<' ? i - 1 : i;
    }
    if (i >= end) {
      misnested = true;
      cut = tree.top() != null;
    }
    at = Math.min(i + 1, end);
    tree.close(name, start, at);
  }
}
