package orrery.parse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import orrery.parse.Names.Name;

/**
 * Builds the tree of {@link Node}s from the tags that {@link LenientXml} finds: resolves namespaces
 * (Namespaces in XML 1.0) and, where asked to repair, puts in the end tags that are missing.
 */
final class TreeBuilder {
  /** Elements nested deeper are left out, their text kept. */
  private static final int MAX_DEPTH = 250;

  private static final int MAX_NODES = 400_000;
  private static final int UNKNOWN = -2;

  private final String text;
  private final boolean repair;
  private final Problems problems;
  private final Lines lines;

  private @Nullable Node root;
  private @Nullable Node top;
  private Name[] open = new Name[32];
  private int depth;
  private int ignoredDepth;
  private int nodes;
  private boolean misnested;
  private boolean bases;
  private int lastEntry = UNKNOWN;

  private String[] scopePrefix = new String[16];
  private String[] scopeSpace = new String[16];
  private int[] scopeDepth = new int[16];
  private int scopes;
  private @Nullable String rootSpace;

  /**
   * @param text the whole document
   * @param repair whether to guess what was meant where elements do not fit into each other
   */
  TreeBuilder(String text, boolean repair, Problems problems, Lines lines) {
    this.text = text;
    this.repair = repair;
    this.problems = problems;
    this.lines = lines;
  }

  @Nullable Node root() {
    return root;
  }

  /** The innermost open element, null before and behind the root. */
  @Nullable Node top() {
    return top;
  }

  /** The name of the innermost open element as it is written. */
  String topName() {
    return open[depth - 1].raw;
  }

  /** Whether elements did not fit into each other. */
  boolean misnested() {
    return misnested;
  }

  /** Whether any {@code xml:base} was seen. */
  boolean bases() {
    return bases;
  }

  void add(String characters) {
    if (top != null) {
      top.add(characters);
    }
  }

  /**
   * A start tag.
   *
   * @param start where it stands
   * @param names of its attributes
   * @param values of its attributes
   * @param attributes how many it has
   * @param closed whether it ends with {@code />}
   */
  void open(Name name, int start, Name[] names, String[] values, int attributes, boolean closed) {
    if (root != null && top == null) {
      return; // repairing: something behind the end of the root
    }
    if (depth >= MAX_DEPTH || ++nodes > MAX_NODES) {
      ignoredDepth += closed ? 0 : 1;
      problems.warn(
          "too-deep", "Elements are nested too deeply, or too many; some were left out.", 0);
      return;
    }
    int kept = attributes - bind(names, values, attributes);
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
      if (closeBefore(key, start)) {
        bind(names, values, attributes); // again: the first went with what was closed
      }
    }
    String[] folded = null;
    if (kept > 0) {
      folded = new String[kept * 2];
      int n = 0;
      for (int i = 0; i < attributes; i++) {
        Name attribute = names[i];
        if (attribute.prefix.equals("xmlns") || attribute.raw.equals("xmlns")) {
          continue;
        }
        String attributeKey =
            attribute.prefix.isEmpty()
                ? attribute.lower
                : attribute.keyIn(spaceOf(attribute, start));
        bases |= attributeKey.equals("xml:base") || attributeKey.equals("base");
        folded[n++] = attributeKey;
        folded[n++] = values[i];
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

  /** Declares the namespaces of a tag, and says how many they are. */
  private int bind(Name[] names, String[] values, int attributes) {
    int bound = 0;
    for (int i = 0; i < attributes; i++) {
      Name attribute = names[i];
      if (attribute.prefix.equals("xmlns")) {
        bind(attribute.local, Namespaces.of(values[i]));
        bound++;
      } else if (attribute.raw.equals("xmlns")) {
        bind("", Namespaces.of(values[i]));
        bound++;
      }
    }
    return bound;
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

  /**
   * An end tag.
   *
   * @param start where it stands
   * @param at the place behind it
   */
  void close(Name name, int start, int at) {
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
      endMisnested(name, start, at);
    }
  }

  /** The document ends; what is still open is marked as broken. */
  boolean end() {
    if (top == null) {
      return false;
    }
    misnested = true;
    ill(
        "the document breaks off inside <" + top.name + ">; what was whole has been kept",
        text.length());
    for (Node node = top; node != null; node = node.parent) {
      node.broken = true;
    }
    return true;
  }

  private void pop() {
    depth--;
    unbind(depth);
    top = top == null ? null : top.parent;
  }

  // Repair

  /** Whether the feed goes on behind an end tag that came too early. */
  boolean endsOpen(int from) {
    if (lastEntry == UNKNOWN) {
      lastEntry = Math.max(text.lastIndexOf("<item"), text.lastIndexOf("<entry"));
    }
    return lastEntry >= from;
  }

  private void endMisnested(Name name, int offset, int at) {
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

  /**
   * Ends elements whose end tags are missing, as the element that begins now shows; says whether
   * there were any.
   */
  private boolean closeBefore(String key, int offset) {
    int before = depth;
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
    return depth < before;
  }

  void ill(String what, int offset) {
    if (problems.wants("ill-formed")) {
      problems.warn("ill-formed", "The XML is not well-formed: " + what + ".", lines.at(offset));
    }
  }
}
