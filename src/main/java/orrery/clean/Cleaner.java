package orrery.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import orrery.feed.Text;

/**
 * Turns a text of a feed into HTML that is safe to print: parsed as browsers do, walked once, and
 * written anew from an allow list of elements, attributes and schemes. What is not on the list
 * gives its text to the element around it, or goes with all it holds where that is no text.
 *
 * <p>Addresses come out absolute; those that cannot be made so are left out. Headings begin at h4,
 * since a post's own title stands above them. Frames become links, and have the class {@code video}
 * where they show a video of a known host. There is no other class but {@code language-…} on code,
 * no style and no id. Formulas are written by {@link MathTree}, and by nothing else.
 */
public final class Cleaner {
  private final BalancedWriter out;
  private final @Nullable String base;
  private final @Nullable String page;
  private boolean lazy; // the newest picture came from an attribute that a script would read

  private Cleaner(@Nullable String base, @Nullable String page, int expectedLength) {
    this.base = base;
    this.page = page;
    this.out = new BalancedWriter(expectedLength);
  }

  /**
   * Cleans a text. Never fails; cleaning the result again changes nothing.
   *
   * @param text HTML, or plain text, whose empty lines part paragraphs
   * @return a fragment of HTML for the inside of an article, all elements closed; may be empty
   */
  public static String clean(Text text) {
    return clean(text, text.base());
  }

  /**
   * Cleans the body of a post.
   *
   * @param page the address of the post: links to places in it are meant against that, whatever the
   *     feed says of all others; null where it has none
   */
  public static String clean(Text text, @Nullable String page) {
    String value = text.value();
    Cleaner cleaner =
        new Cleaner(
            text.base(),
            page == null ? text.base() : page,
            value.length() + value.length() / 8 + 64);
    if (!text.html()) {
      cleaner.paragraphs(value);
    } else if (value.indexOf('<') < 0 && value.indexOf('&') < 0) {
      cleaner.out.text(value);
    } else {
      cleaner.content(parse(value));
    }
    return cleaner.out.finish();
  }

  private static Element parse(String html) {
    return Parser.parseBodyFragment(html, "").body();
  }

  private void paragraphs(String text) {
    int paragraph = out.open(Html.P);
    out.inside();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (line.isBlank()) {
        out.close(paragraph);
        paragraph = out.open(Html.P);
        out.inside();
      } else {
        out.text(line);
        out.lineBreak();
      }
    }
    out.close(paragraph);
  }

  private void content(Node parent) {
    int size = parent.childNodeSize();
    for (int i = 0; i < size; i++) {
      Node node = parent.childNode(i);
      if (node instanceof Element element) {
        element(element);
      } else if (node instanceof TextNode text) {
        out.text(text.getWholeText());
      }
    }
  }

  private void element(Element e) {
    Attributes attributes = e.attributesSize() == 0 ? null : e.attributes();
    if (attributes != null && (hidden(attributes) || Formula.copy(e))) {
      return;
    }
    Html element = Html.of(e.normalName());
    switch (element) {
      case null -> other(e, attributes);
      case A -> link(e, attributes);
      case AUDIO, VIDEO -> media(e, element, attributes);
      case HR, WBR -> empty(element);
      case IMG -> picture(attributes);
      case SOURCE -> {}
      case SPAN -> span(e, attributes);
      default -> box(e, element, attributes);
    }
  }

  private void other(Element e, @Nullable Attributes attributes) {
    switch (e.normalName()) {
      case "br" -> out.lineBreak();
      case "xmp", "listing", "plaintext" -> verbatim(e);
      case "iframe", "embed" -> frame(attributes);
      case "math" -> math(e);
      case "script" -> script(e);
      case "noscript" -> {
        if (!lazy) {
          content(e);
        }
        lazy = false;
      }
      case "style", "template", "svg", "head", "title", "meta", "link", "base" -> {}
      case "frame", "frameset", "noframes", "noembed", "applet", "canvas", "param", "area" -> {}
      case "input", "button", "select", "option", "optgroup", "datalist", "textarea" -> {}
      case "progress", "meter", "dialog", "track", "portal", "fencedframe" -> {}
      default -> {
        if (e.normalName().endsWith(":math")) {
          math(e);
        } else {
          content(e);
        }
      }
    }
  }

  /** What its author does not show, or shows to eyes only beside its equal for machines. */
  private static boolean hidden(Attributes attributes) {
    String style = attributes.get("style");
    return style.contains("display:none")
        || style.contains("display: none")
        || attributes.hasKey("hidden")
        || attributes.get("class").equals("katex-html")
        || (attributes.get("aria-hidden").equals("true")
            && attributes.get("class").contains("anchor"));
  }

  /** Writes an element that is on the list, or where it may not stand its content alone. */
  private void box(Element e, Html element, @Nullable Attributes attributes) {
    Html fitting = out.admits(element) ? element : instead(element);
    if (!out.admits(fitting)) {
      content(e);
      return;
    }
    int before = out.open(fitting);
    if (attributes != null) {
      common(attributes);
      special(fitting, attributes);
    }
    out.inside();
    content(e);
    out.close(before);
  }

  private static Html instead(Html element) {
    return switch (element) {
      case LI, DT, DD, SUMMARY -> Html.DIV;
      default -> element;
    };
  }

  private void common(Attributes attributes) {
    String language = spoken(attributes);
    if (language != null) {
      out.attribute("lang", language);
    }
    String direction = direction(attributes);
    if (direction != null) {
      out.attribute("dir", direction);
    }
  }

  private static @Nullable String spoken(Attributes attributes) {
    String language = attributes.get("lang");
    language = language.isEmpty() ? attributes.get("xml:lang") : language;
    return language.isEmpty() || language.length() > 35 || !consistsOf(language, "-")
        ? null
        : language;
  }

  private static @Nullable String direction(Attributes attributes) {
    String direction = attributes.get("dir");
    return switch (direction.isEmpty() ? "" : direction.toLowerCase(Locale.ROOT)) {
      case "ltr" -> "ltr";
      case "rtl" -> "rtl";
      case "auto" -> "auto";
      default -> null;
    };
  }

  private void special(Html element, Attributes attributes) {
    switch (element) {
      case BLOCKQUOTE, Q -> address("cite", attributes);
      case DEL, INS -> {
        address("cite", attributes);
        token("datetime", attributes, "-:.+ ");
      }
      case TIME -> token("datetime", attributes, "-:.+ ");
      case ABBR, DFN -> words("title", attributes);
      case TD, TH -> {
        number("colspan", attributes, 2, 100);
        number("rowspan", attributes, 2, 1000);
        token("scope", attributes, "");
      }
      case OL -> {
        number("start", attributes, -1_000_000, 1_000_000);
        if (attributes.hasKey("reversed")) {
          out.attribute("reversed");
        }
        String type = attributes.get("type");
        if (type.length() == 1 && "1aAiI".contains(type)) {
          out.attribute("type", type);
        }
      }
      case LI -> number("value", attributes, -1_000_000, 1_000_000);
      case PRE, CODE -> {
        String language = language(attributes.get("class"));
        if (language != null) {
          out.attribute("class", "language-" + language);
        }
      }
      default -> {}
    }
  }

  /** The language that a class names for highlighters; null for none. */
  private static @Nullable String language(String classes) {
    int at = classes.indexOf("lang");
    if (at < 0 || (at > 0 && classes.charAt(at - 1) != ' ')) {
      return null;
    }
    int from = classes.startsWith("language-", at) ? at + 9 : at + 5;
    if (from > classes.length() || classes.charAt(from - 1) != '-') {
      return null;
    }
    int end = classes.indexOf(' ', from);
    String language = classes.substring(from, end < 0 ? classes.length() : end);
    return language.isEmpty() || language.length() > 24 || !consistsOf(language, "-+#_.")
        ? null
        : language.toLowerCase(Locale.ROOT);
  }

  private void span(Element e, @Nullable Attributes attributes) {
    if (attributes != null && (spoken(attributes) != null || direction(attributes) != null)) {
      box(e, Html.SPAN, attributes);
    } else {
      content(e);
    }
  }

  private void verbatim(Element e) {
    if (!out.admits(Html.PRE)) {
      return;
    }
    int before = out.open(Html.PRE);
    out.inside();
    out.text(e.wholeText() + e.data()); // which of the two depends on the name
    out.close(before);
  }

  private void empty(Html element) {
    if (out.admits(element)) {
      out.open(element);
      out.endVoid();
    }
  }

  private void link(Element e, @Nullable Attributes attributes) {
    String href =
        attributes == null || !attributes.hasKey("href") ? null : resolved(attributes.get("href"));
    if (href == null || attributes == null || !out.admits(Html.A)) {
      content(e);
      return;
    }
    if (Trackers.footer(href)) {
      return;
    }
    href = Addresses.withoutTracking(href);
    int before = openLink(href, attributes.get("class").equals("video") && Embeds.video(href));
    words("title", attributes);
    common(attributes);
    out.inside();
    content(e);
    out.close(before);
  }

  private int openLink(String href, boolean video) {
    int before = out.open(Html.A);
    if (video) {
      out.attribute("class", "video");
    }
    out.attribute("href", href);
    out.attribute("rel", "nofollow ugc noopener");
    return before;
  }

  private void frame(@Nullable Attributes attributes) {
    String address =
        attributes == null ? null : firstAddress(attributes, "src", "data-src", "data-lazy-src");
    if (attributes == null || address == null || Trackers.counts(address) || !out.admits(Html.A)) {
      return;
    }
    String page = Addresses.withoutTracking(Embeds.page(address));
    out.text(" ");
    int before = openLink(page, Embeds.video(page));
    out.inside();
    out.text(Embeds.label(page, attributes.get("title")));
    out.close(before);
    out.text(" ");
  }

  private void picture(@Nullable Attributes attributes) {
    lazy = false;
    if (attributes == null || !out.admits(Html.IMG)) {
      return;
    }
    String late = firstAddress(attributes, "data-src", "data-lazy-src", "data-original");
    String address = late == null ? firstAddress(attributes, "src") : late;
    String set = Pictures.set(attributes.get("srcset"), base);
    if (set.isEmpty()) {
      set = Pictures.set(attributes.get("data-srcset"), base);
      if (set.isEmpty()) {
        set = Pictures.set(attributes.get("data-lazy-srcset"), base);
      }
    }
    if (address == null && !set.isEmpty()) {
      address = Pictures.first(set);
    }
    if (address == null) {
      return;
    }
    lazy = late != null;
    int width = Pictures.pixels(attributes.get("width"));
    int height = Pictures.pixels(attributes.get("height"));
    if (width == 0 || width == 1 || height == 0 || height == 1 || Trackers.counts(address)) {
      return;
    }
    String alt = attributes.get("alt");
    if (Pictures.emoji(address) && !alt.isEmpty()) {
      out.text(alt);
      return;
    }
    out.open(Html.IMG);
    out.attribute("src", address);
    if (!set.isEmpty()) {
      out.attribute("srcset", set);
      String sizes = attributes.get("sizes");
      if (!sizes.isEmpty() && sizes.length() <= 200 && consistsOf(sizes, " -.,%()*/+:<>=")) {
        out.attribute("sizes", sizes);
      }
    }
    out.attribute("alt", alt);
    words("title", attributes);
    if (width > 0) {
      out.attribute("width", Integer.toString(width));
    }
    if (height > 0) {
      out.attribute("height", Integer.toString(height));
    }
    out.attribute("loading", "lazy");
    out.attribute("decoding", "async");
    out.endVoid();
  }

  private void media(Element e, Html element, @Nullable Attributes attributes) {
    String address = attributes == null ? null : firstAddress(attributes, "src", "data-src");
    List<Element> sources = new ArrayList<>();
    for (Node child : e.childNodes()) {
      if (child instanceof Element source
          && source.nameIs("source")
          && resolved(source.attr("src")) != null) {
        sources.add(source);
      }
    }
    if ((address == null && sources.isEmpty()) || !out.admits(element)) {
      content(e);
      return;
    }
    int before = out.open(element);
    if (address != null) {
      out.attribute("src", address);
    }
    out.attribute("controls");
    out.attribute("preload", "none");
    if (attributes != null && element == Html.VIDEO) {
      address("poster", attributes);
      number("width", attributes, 2, 10_000);
      number("height", attributes, 2, 10_000);
    }
    out.inside();
    for (Element source : sources) {
      out.open(Html.SOURCE);
      address("src", source.attributes());
      token("type", source.attributes(), "-/.+;=, ");
      out.endVoid();
    }
    out.close(before);
  }

  private void math(Element e) {
    String words = Formula.of(e);
    String math = out.admits(Html.SPAN) ? MathTree.of(e, words) : null;
    if (math == null) {
      formula(words);
    } else {
      out.formula(math);
    }
  }

  private void formula(String words) {
    if (words.indexOf('\\') < 0 || !out.admits(Html.CODE)) {
      out.text(words);
      return;
    }
    int before = out.open(Html.CODE);
    out.attribute("class", "language-tex");
    out.inside();
    out.text(words);
    out.close(before);
  }

  private void script(Element e) {
    String tex = Formula.tex(e);
    if (tex != null) {
      formula(tex);
    }
  }

  private @Nullable String firstAddress(Attributes attributes, String... names) {
    for (String name : names) {
      String value = attributes.get(name);
      String address = value.isBlank() ? null : resolved(value);
      if (address != null) {
        return address;
      }
    }
    return null;
  }

  private @Nullable String resolved(String address) {
    return Addresses.safe(address, address.strip().startsWith("#") ? page : base);
  }

  private void address(String name, Attributes attributes) {
    String address = firstAddress(attributes, name);
    if (address != null) {
      out.attribute(name, address);
    }
  }

  private void words(String name, Attributes attributes) {
    String value = attributes.get(name);
    if (!value.isBlank()) {
      out.attribute(name, value);
    }
  }

  private void token(String name, Attributes attributes, String others) {
    String value = attributes.get(name);
    if (!value.isEmpty() && value.length() <= 64 && consistsOf(value, others)) {
      out.attribute(name, value);
    }
  }

  private void number(String name, Attributes attributes, int least, int most) {
    String value = attributes.get(name);
    if (!value.isEmpty() && value.length() <= 8) {
      try {
        int number = Integer.parseInt(value);
        if (number >= least && number <= most) {
          out.attribute(name, Integer.toString(number));
        }
      } catch (NumberFormatException notANumber) {
        // then it says nothing
      }
    }
  }

  /** Whether {@code value} has only letters and digits of ASCII and {@code others}. */
  private static boolean consistsOf(String value, String others) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
          && others.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
