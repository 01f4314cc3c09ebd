package orrery.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A formula as MathML Core, written anew: names and attributes come from lists of ours, and within
 * signs and words there is nothing but text. HTML inside MathML is how markup is smuggled past
 * parsers, so no element of HTML is ever written there, and nothing that ends MathML early.
 *
 * <p>What a browser could not show is left away or put into a row: wrong numbers of arguments,
 * annotations, actions, colours, and lengths that lead out of the box. {@code alttext} is always
 * there: {@link PlainText} and readers of feeds without MathML take it for the formula.
 */
final class MathTree {
  /** Combining marks in a row, over all signs; fewer than text may have, which stands beside it. */
  static final int MARKS = 3;

  private static final int DEPTH = 32;
  private static final int ELEMENTS = 2000;
  private static final int WORDS = 1000; // of alttext, in code points

  /** Less than four em, and never backwards. */
  private static final Pattern LENGTH = Pattern.compile("0|[0-3]?\\.\\d{1,6}em|[0-3]em");

  private static final Pattern NO_LENGTH = Pattern.compile("[0.]+(em|ex|px|pt|mu)?");
  private static final Pattern ALIGNED =
      Pattern.compile("(left|center|right)( (left|center|right))*");

  private final StringBuilder out = new StringBuilder();
  private int elements;
  private int marks;
  private int phantoms; // how many are open
  private boolean seen; // whether there is a sign that readers see
  private boolean fits = true;

  private MathTree() {}

  /**
   * The markup of a formula, a {@code math} element with all its ends.
   *
   * @param words its line, as {@link Formula#of} has it
   * @return null where it says nothing, is content without presentation, or bigger than any
   */
  static @Nullable String of(Element math, String words) {
    MathTree tree = new MathTree();
    tree.out.append("<math");
    if (display(math)) {
      tree.out.append(" display=\"block\"");
    }
    tree.direction(math);
    tree.choice(math, "displaystyle", "true", "false");
    tree.attribute("alttext", PlainText.cut(words, WORDS));
    tree.out.append('>');
    tree.parts(math).forEach(part -> tree.part(part, 1));
    tree.out.append("</math>");
    return tree.fits && tree.seen && !words.isEmpty() ? tree.out.toString() : null;
  }

  /** Whether a formula stands in a line of its own. */
  static boolean display(Element math) {
    return math.attr("display").equalsIgnoreCase("block") || math.attr("mode").equals("display");
  }

  private void element(Element e, int depth) {
    if (depth > DEPTH) {
      fits = false;
      return;
    }
    String name = Formula.name(e);
    switch (name) {
      case "mi", "mn", "mo", "ms", "mtext" -> token(name, e, text(e));
      case "mspace" -> {
        List<Node> behind = parts(e); // what HTML takes into <m:mspace/>
        if (behind.isEmpty()) {
          open(name, e);
          close(name);
        } else {
          open("mrow", null);
          open(name, e);
          close(name);
          behind.forEach(part -> part(part, depth + 1));
          close("mrow");
        }
      }
      case "mfrac", "mroot", "msub", "msup", "munder", "mover" -> exactly(2, name, e, depth);
      case "msubsup", "munderover" -> exactly(3, name, e, depth);
      case "mmultiscripts" -> scripts(e, depth);
      case "mphantom" -> {
        phantoms++;
        row(name, e, parts(e), depth);
        phantoms--;
      }
      case "msqrt", "mstyle", "merror" -> row(name, e, parts(e), depth);
      case "mtable" -> table(e, depth);
      case "semantics", "maction" -> {
        List<Node> parts = parts(e);
        if (parts.size() == 1) {
          part(parts.getFirst(), depth + 1);
        } else {
          row("mrow", e, parts.subList(0, Math.min(1, parts.size())), depth);
        }
      }
      case "mfenced" -> fenced(e, depth);
      case "apply", "bind", "ci", "cn", "csymbol" -> fits = false;
      default -> row("mrow", e, parts(e), depth);
    }
  }

  /** What stands in an element: elements, and text that somebody left without one. */
  private List<Node> parts(Element e) {
    List<Node> parts = new ArrayList<>();
    for (Node child : e.childNodes()) {
      if (child instanceof Element element
          ? !dropped(Formula.name(element))
          : child instanceof TextNode text && !text.isBlank()) {
        parts.add(child);
      }
    }
    return parts;
  }

  private static boolean dropped(String name) {
    return switch (name) {
      case "annotation", "annotation-xml", "mglyph", "malignmark", "maligngroup" -> true;
      case "script", "style", "template", "noscript", "svg", "head", "title", "textarea" -> true;
      case "select", "button", "iframe", "object", "embed", "noembed", "noframes", "xmp" -> true;
      case "plaintext", "audio", "video", "canvas" -> true;
      default -> false;
    };
  }

  private void part(Node node, int depth) {
    if (node instanceof Element element) {
      element(element, depth);
    } else if (node instanceof TextNode text) {
      token("mtext", null, text.getWholeText());
    }
  }

  private void row(String name, @Nullable Element e, List<Node> parts, int depth) {
    open(name, e);
    parts.forEach(part -> part(part, depth + 1));
    close(name);
  }

  /** An element with so many arguments; a row where it has others. */
  private void exactly(int arguments, String name, Element e, int depth) {
    List<Node> parts = parts(e);
    row(parts.size() == arguments ? name : "mrow", e, parts, depth);
  }

  /** A base and pairs of scripts, then perhaps pairs that stand before the base. */
  private void scripts(Element e, int depth) {
    List<Node> parts = parts(e);
    int before = -1;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Element part && Formula.name(part).equals("mprescripts")) {
        before = before < 0 ? i : parts.size(); // two of them are one too many
      }
    }
    boolean paired =
        before < 0
            ? parts.size() % 2 == 1
            : before % 2 == 1 && before < parts.size() && (parts.size() - before) % 2 == 1;
    String name = paired ? "mmultiscripts" : "mrow";
    open(name, e);
    for (int i = 0; i < parts.size(); i++) {
      if (paired && i == before) {
        open("mprescripts", null);
        close("mprescripts");
      } else {
        part(parts.get(i), depth + 1);
      }
    }
    close(name);
  }

  private void table(Element e, int depth) {
    open("mtable", e);
    for (Node line : parts(e)) {
      boolean row = line instanceof Element part && Formula.name(part).matches("mtr|mlabeledtr");
      open("mtr", null);
      for (Node cell : row ? parts((Element) line) : List.of(line)) {
        if (cell instanceof Element part && Formula.name(part).equals("mtd")) {
          row("mtd", part, parts(part), depth + 2);
        } else {
          row("mtd", null, List.of(cell), depth + 2);
        }
      }
      close("mtr");
    }
    close("mtable");
  }

  /** Brackets and commas as they are written today. */
  private void fenced(Element e, int depth) {
    String between = e.hasAttr("separators") ? e.attr("separators").replace(" ", "") : ",";
    int[] signs = between.codePoints().limit(ELEMENTS).toArray();
    List<Node> parts = parts(e);
    open("mrow", e);
    token("mo", null, e.hasAttr("open") ? e.attr("open") : "(");
    for (int i = 0; i < parts.size(); i++) {
      if (!fits) {
        break;
      }
      if (i > 0 && signs.length > 0) {
        token("mo", null, Character.toString(signs[Math.min(i, signs.length) - 1]));
      }
      part(parts.get(i), depth + 1);
    }
    token("mo", null, e.hasAttr("close") ? e.attr("close") : ")");
    close("mrow");
  }

  private void token(String name, @Nullable Element e, String text) {
    open(name, e);
    String letters = text.strip();
    String alphabet = e == null ? "" : e.attr("mathvariant").toLowerCase(Locale.ROOT);
    boolean already = name.equals("mi") && alphabet.equals("italic") && letters.length() == 1;
    write(already ? letters : Alphabets.in(alphabet, letters));
    close(name);
  }

  private static String text(Element token) {
    StringBuilder text = new StringBuilder();
    text(token, text);
    return text.toString();
  }

  private static void text(Element e, StringBuilder to) {
    for (Node child : e.childNodes()) {
      if (child instanceof TextNode text) {
        to.append(text.getWholeText());
      } else if (child instanceof Element inner && !dropped(Formula.name(inner))) {
        text(inner, to);
      }
    }
  }

  private void write(String text) {
    boolean gap = false;
    int start = out.length();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int kind = Characters.kind(c);
      if (kind == Characters.DROPPED || (kind == Characters.MARK && ++marks > MARKS)) {
        continue;
      }
      if (c == ' ' || c == '\n' || c == '\t' || kind == Characters.GAP) {
        gap = out.length() > start;
        continue;
      }
      if (gap) {
        out.append(' ');
        gap = false;
      }
      if (kind == Characters.ORDINARY) {
        marks = 0;
        seen |= phantoms == 0 && !Character.isWhitespace(c) && !Character.isSpaceChar(c);
      }
      escaped(c);
    }
  }

  private void escaped(int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      default -> out.appendCodePoint(c);
    }
  }

  private void open(String name, @Nullable Element e) {
    fits &= ++elements <= ELEMENTS;
    out.append('<').append(name);
    if (e != null) {
      attributes(name, e);
    }
    out.append('>');
  }

  private void close(String name) {
    out.append("</").append(name).append('>');
  }

  private void attributes(String name, Element e) {
    switch (name) {
      case "mi" -> choice(e, "mathvariant", "normal");
      case "mo" -> {
        choice(e, "form", "prefix", "infix", "postfix");
        for (String flag :
            List.of("fence", "separator", "stretchy", "symmetric", "largeop", "movablelimits")) {
          choice(e, flag, "true", "false");
        }
        for (String length : List.of("lspace", "rspace", "minsize", "maxsize")) {
          matching(e, length, LENGTH);
        }
      }
      case "munder", "mover", "munderover" -> {
        if (!name.equals("munder")) {
          choice(e, "accent", "true", "false");
        }
        if (!name.equals("mover")) {
          choice(e, "accentunder", "true", "false");
        }
      }
      case "mfrac" -> {
        if (NO_LENGTH.matcher(e.attr("linethickness")).matches()) {
          attribute("linethickness", "0");
        }
      }
      case "mspace" -> matching(e, "width", LENGTH);
      case "mstyle" -> {
        choice(e, "displaystyle", "true", "false");
        choice(e, "scriptlevel", "0", "1", "2");
      }
      case "mtable" -> {
        choice(e, "displaystyle", "true", "false");
        matching(e, "columnalign", ALIGNED);
      }
      case "mtd" -> {
        choice(e, "columnspan", "2", "3", "4", "5", "6", "7", "8", "9");
        choice(e, "rowspan", "2", "3", "4", "5", "6", "7", "8", "9");
        choice(e, "columnalign", "left", "center", "right");
      }
      default -> {}
    }
    if (name.equals("mrow") || name.equals("mstyle") || name.matches("mi|mn|mo|ms|mtext")) {
      direction(e);
    }
  }

  private void direction(Element e) {
    choice(e, "dir", "ltr", "rtl");
  }

  private void choice(Element e, String name, String... values) {
    String value = e.attr(name);
    if (!value.isEmpty() && List.of(values).contains(value.toLowerCase(Locale.ROOT))) {
      attribute(name, value.toLowerCase(Locale.ROOT));
    }
  }

  private void matching(Element e, String name, Pattern pattern) {
    String value = e.attr(name);
    if (value.length() <= 100 && pattern.matcher(value).matches()) {
      attribute(name, value);
    }
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    value.codePoints().forEach(this::escaped);
    out.append('"');
  }
}
