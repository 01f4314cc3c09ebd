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
  /** Elements nested deeper are left out, their text kept. */
  private static final int MAX_DEPTH = 250;

  private static final int MAX_NODES = 400_000;
  private static final int MAX_ATTRIBUTES = 200;
  private static final int UNKNOWN = -2;

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
  private boolean bases;
  private int nodes;
  private int lastEntry = UNKNOWN;
  private boolean noMoreComments;
  private boolean noMoreCdata;

  private @Nullable Node root;
  private @Nullable Node top;
  private int depth;
  private int ignoredDepth;
  private Name[] open = new Name[32];

  private final Names names;

  private String[] scopePrefix = new String[16];
  private String[] scopeSpace = new String[16];
  private int[] scopeDepth = new int[16];
  private int scopes;
  private @Nullable String rootSpace;

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
    if (reader.misnested) {
      first = new Problems();
      reader = new LenientXml(text, chars, start, true, first);
      reader.run();
    }
    problems.addAll(first);
    return new Tree(reader.root, reader.lines, reader.cut, reader.bases);
  }

  private void run() {
    while (at < end && !(misnested && !repair)) {
      if (chars[at] == '<') {
        markup();
      } else {
        text();
      }
      if (root != null && top == null && !repair) {
        afterRoot();
        return;
      }
    }
    if (top != null) {
      misnested = true;
      cut = true;
      ill("the document breaks off inside <" + top.name + ">; what was whole has been kept", end);
      for (Node node = top; node != null; node = node.parent) {
        node.broken = true;
      }
    }
  }

  /** Only comments, processing instructions and white space may follow. */
  private void afterRoot() {
    while (at < end) {
      char c = chars[at];
      if (c <= ' ' || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("<!--", at) || text.startsWith("<?", at)) {
        markup();
      } else if (endsOpen(at)) {
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

  /** Whether the feed goes on behind an end tag that came too early. */
  private boolean endsOpen(int from) {
    if (lastEntry == UNKNOWN) {
      lastEntry = Math.max(text.lastIndexOf("<item"), text.lastIndexOf("<entry"));
    }
    return lastEntry >= from;
  }

  private void ill(String what, int offset) {
    if (problems.wants("ill-formed")) {
      problems.warn("ill-formed", "The XML is not well-formed: " + what + ".", lines.at(offset));
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
    if (top == null) {
      if (!blank && root == null) {
        problems.warn(
            "junk-before",
            "Something stands before the feed; it was ignored. A feed begins with <?xml or its"
                + " first element.",
            lines.at(start));
      }
      return;
    }
    if (blank && FeedWords.isContainer(top.key)) {
      return;
    }
    if (mended == null) {
      top.add(text.substring(start, i));
    } else {
      mended.append(c, from, i - from);
      top.add(mended.toString());
    }
  }

  /** Line ends become one character (XML 1.0, section 2.11); what XML forbids goes. */
  private int oddCharacter(int i, StringBuilder to) {
    if (chars[i] == '\r') {
      to.append('\n');
      return i + 1 < end && chars[i + 1] == '\n' ? i + 2 : i + 1;
    }
    ill(
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
      ill("a lone & must be written &amp;", i);
      to.append('&');
      return i + 1;
    }
    if (chars[i + 1] == '#') {
      if (!References.numeric(text, i + 2, semicolon, to)) {
        ill(text.substring(i, semicolon + 1) + " stands for no character that XML allows", i);
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
      ill("the entity &" + name + "; is not declared; write the character itself", offset);
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
      } else if (top == null && text.regionMatches(true, at, "<!DOCTYPE", 0, 9)) {
        doctype();
      } else {
        // An HTML doctype or a conditional comment in unescaped HTML.
        ill("<! begins nothing that is known here", at);
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
    ill("a comment is not closed", at);
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
    ill("a processing instruction is not closed with ?>", at);
    toGreater(at + 2);
  }

  private void toGreater(int from) {
    int close = text.indexOf('>', Math.min(from, end));
    at = close < 0 ? end : close + 1;
  }

  private void bareLessThan() {
    ill("a lone < must be written &lt;", at);
    if (top != null) {
      top.add("<");
    }
    at++;
  }

  private void cdata() {
    int start = at + 9;
    int close = noMoreCdata ? -1 : text.indexOf("]]>", start);
    if (close < 0) {
      noMoreCdata = true;
      ill("a CDATA section is not closed", at);
      misnested = true;
      if (top != null && repair) {
        cutCdata(start);
      } else {
        at = end;
      }
      return;
    }
    at = close + 3;
    if (top == null) {
      return;
    }
    for (int i = start; i < close; i++) {
      char c = chars[i];
      if ((c < ' ' && c != '\n' && c != '\t') || c >= '\uFFFE') {
        top.add(mendedCdata(start, close));
        return;
      }
    }
    if (close > start) {
      top.add(text.substring(start, close));
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
    int close = top == null ? -1 : text.indexOf("</" + open[depth - 1].raw, start);
    if (close < 0) {
      at = end;
      return;
    }
    if (top != null) {
      top.add(mendedCdata(start, close));
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
      ill("the DOCTYPE is not closed", at);
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
        ill("a tag breaks off", start);
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
        ill("the tag <" + name.raw + " is not closed with >", start);
        break;
      }
      int nameFrom = i;
      i = nameEnd(i);
      if (i == nameFrom) {
        ill("a tag holds a stray " + c, i);
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
          ill("the value of the attribute " + attribute.raw + " is not in quotes", valueFrom);
        }
      } else {
        ill("the attribute " + attribute.raw + " has no value", nameFrom);
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
    open(name, start, attributes, closed);
  }

  private boolean isNew(Name attribute, int count, int offset) {
    for (int i = 0; i < count; i++) {
      if (attributeNames[i] == attribute) {
        ill("the attribute " + attribute.raw + " occurs twice", offset);
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
        ill("a < in an attribute must be written &lt;", i);
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

  private void open(Name name, int start, int attributes, boolean closed) {
    if (root != null && top == null) {
      return; // repairing: something behind the end of the root
    }
    if (depth >= MAX_DEPTH || ++nodes > MAX_NODES) {
      ignoredDepth += closed ? 0 : 1;
      problems.warn(
          "too-deep", "Elements are nested too deeply, or too many; some were left out.", 0);
      return;
    }
    int kept = attributes;
    for (int i = 0; i < attributes; i++) {
      Name attribute = attributeNames[i];
      if (attribute.prefix.equals("xmlns")) {
        bind(attribute.local, Namespaces.of(attributeValues[i]));
        kept--;
      } else if (attribute.raw.equals("xmlns")) {
        bind("", Namespaces.of(attributeValues[i]));
        kept--;
      }
    }
    String space = spaceOf(name, start);
    if (root == null) {
      rootSpace = Namespaces.isCore(space) ? null : space;
    }
    if (space.equals(rootSpace) && isOwnSpace()) {
      space = Namespaces.RSS; // a namespace of the author's own around a whole feed
    }
    String key = name.keyIn(space);
    if (repair && top != null) {
      if (FeedWords.isOutermost(key) && isOpen(key)) {
        return; // another feed behind the first: its entries are taken for the first's
      }
      closeBefore(key, start);
    }
    String[] folded = null;
    if (kept > 0) {
      folded = new String[kept * 2];
      int n = 0;
      for (int i = 0; i < attributes; i++) {
        Name attribute = attributeNames[i];
        if (attribute.prefix.equals("xmlns") || attribute.raw.equals("xmlns")) {
          continue;
        }
        String attributeKey =
            attribute.prefix.isEmpty()
                ? attribute.lower
                : attribute.keyIn(spaceOf(attribute, start));
        bases |= attributeKey.equals("xml:base") || attributeKey.equals("base");
        folded[n++] = attributeKey;
        folded[n++] = attributeValues[i];
      }
    }
    Node node = new Node(key, name.local, space, start, top, folded);
    if (top != null) {
      top.add(node);
    }
    if (root == null) {
      root = node;
    }
    if (closed) {
      unbind(depth);
      return;
    }
    top = node;
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    open[depth++] = name;
  }

  private boolean isOwnSpace() {
    return rootSpace != null && !rootSpace.equals(Namespaces.XHTML) && !rootSpace.equals("rdf");
  }

  private void bind(String prefix, String space) {
    if (scopes == scopePrefix.length) {
      scopePrefix = Arrays.copyOf(scopePrefix, scopes * 2);
      scopeSpace = Arrays.copyOf(scopeSpace, scopes * 2);
      scopeDepth = Arrays.copyOf(scopeDepth, scopes * 2);
    }
    scopePrefix[scopes] = prefix;
    scopeSpace[scopes] = space;
    scopeDepth[scopes++] = depth;
  }

  private void unbind(int toDepth) {
    while (scopes > 0 && scopeDepth[scopes - 1] >= toDepth) {
      scopes--;
    }
  }

  private String spaceOf(Name name, int offset) {
    String prefix = name.prefix;
    for (int i = scopes - 1; i >= 0; i--) {
      if (scopePrefix[i].equals(prefix)) {
        return scopeSpace[i];
      }
    }
    if (prefix.isEmpty()) {
      return Namespaces.NONE;
    }
    if (prefix.equals("xml")) {
      return Namespaces.XML;
    }
    ill("the prefix " + prefix + ": is not declared", offset);
    String usual = Namespaces.ofPrefix(prefix);
    return usual == null ? "?" + prefix : usual;
  }

  private void endTag() {
    int from = at + 2;
    int i = nameEnd(from);
    Name name = names.get(from, i);
    int start = at;
    i = skipSpace(i, end);
    if (i < end && chars[i] != '>') {
      ill("an end tag is not closed properly", start);
      while (i < end && chars[i] != '>' && chars[i] != '<') {
        i++;
      }
      i = i < end && chars[i] == '<' ? i - 1 : i;
    }
    if (i >= end) {
      misnested = true;
      cut = top != null;
    }
    at = Math.min(i + 1, end);
    if (ignoredDepth > 0) {
      ignoredDepth--;
      return;
    }
    if (top == null) {
      return;
    }
    if (open[depth - 1] == name) {
      if (repair && depth <= 2 && FeedWords.isStructure(name.lower) && endsOpen(at)) {
        ill("</" + name.raw + "> comes before the feed ends", start);
      } else {
        pop();
      }
      return;
    }
    misnested = true;
    if (repair) {
      endMisnested(name, start);
    }
  }

  private void pop() {
    depth--;
    unbind(depth);
    top = top == null ? null : top.parent;
  }

  // Repair

  private void endMisnested(Name name, int offset) {
    boolean structure = FeedWords.isStructure(name.lower);
    int found = depth - 1;
    Node node = top;
    while (found >= 0 && node != null && !open[found].lower.equals(name.lower)) {
      if (!structure && FeedWords.isStructure(node.key)) {
        found = -1;
        break;
      }
      found--;
      node = node.parent;
    }
    if (found < 0 || node == null) {
      ill("</" + name.raw + "> closes nothing", offset);
      return;
    }
    if (found == 0 && endsOpen(at)) {
      ill("</" + name.raw + "> comes before the feed ends", offset);
      return;
    }
    ill("<" + open[depth - 1].raw + "> is not closed before </" + name.raw + ">", offset);
    while (depth > found) {
      pop();
    }
  }

  private boolean isOpen(String key) {
    Node node = top;
    while (node != null && !node.key.equals(key)) {
      node = node.parent;
    }
    return node != null;
  }

  /** Ends elements whose end tags are missing, as the element that begins now shows. */
  private void closeBefore(String key, int offset) {
    if (FeedWords.isStructure(key)) {
      Node inner = top;
      int levels = 0;
      while (inner != null && !inner.key.equals(key)) {
        inner = inner.parent;
        levels++;
      }
      if (inner != null && (key.equals("item") || key.equals("entry"))) {
        ill("<" + inner.name + "> is not closed before the next begins", offset);
        for (int i = 0; i <= levels; i++) {
          pop();
        }
      }
    }
    while ((top != null && FeedWords.isLeaf(top.key) && FeedWords.isField(key))
        || (top != null
            && FeedWords.isBody(top.key)
            && FeedWords.isField(key)
            && !FeedWords.isHtmlToo(key))) {
      ill("<" + top.name + "> is not closed before <" + key + "> begins", offset);
      pop();
    }
  }
}
