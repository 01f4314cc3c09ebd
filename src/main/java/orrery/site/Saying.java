package orrery.site;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One of the site's texts, as templates use it: {@code ${t.newest}}, or with what goes into it
 * {@code ${t.posts(3)}}. {@code {0}} stands for the first of these, {@code {0:words}} is a link to
 * it. A text that is counted has several forms; the first of what goes into it says which. All of
 * it is escaped, but for what is markup already.
 */
final class Saying implements TemplateScalarModel, TemplateMethodModelEx, TemplateHashModel {
  /**
   * @param text as it is, where no argument stands here
   * @param argument from 0; -1 for none
   * @param link the words of a link, null where it is none
   */
  private record Piece(String text, int argument, @Nullable List<Piece> link) {}

  private final String language;
  private final String plain;
  private final Map<Plural, List<Piece>> forms = new EnumMap<>(Plural.class);
  private final List<Piece> other;
  private final boolean links;

  /**
   * @param language primary subtag: how it counts
   * @param other the text, or the form of it that every language has
   * @param more the other forms
   * @throws IllegalArgumentException where a brace has no counterpart, or no number
   */
  Saying(String language, String other, Map<Plural, String> more) {
    this.language = language;
    this.plain = other;
    this.other = pieces(other);
    more.forEach((plural, text) -> forms.put(plural, pieces(text)));
    this.links = other.contains(":") && hasLink(this.other);
  }

  private static boolean hasLink(List<Piece> pieces) {
    return pieces.stream().anyMatch(piece -> piece.link != null);
  }

  private static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    int end = read(text, 0, pieces);
    if (end < text.length()) {
      throw new IllegalArgumentException("has a } without {");
    }
    return List.copyOf(pieces);
  }

  /** Reads to the end, or to the brace that closes what was opened before; says where that is. */
  private static int read(String text, int from, List<Piece> pieces) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '}') {
      int brace = at;
      while (brace < text.length() && "{}".indexOf(text.charAt(brace)) < 0) {
        brace++;
      }
      if (brace > at) {
        pieces.add(new Piece(text.substring(at, brace), -1, null));
      }
      at = brace;
      if (at < text.length() && text.charAt(at) == '{') {
        int number = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 10) : -1;
        at += 2;
        List<Piece> words = null;
        if (number >= 0 && at < text.length() && text.charAt(at) == ':') {
          words = new ArrayList<>();
          at = read(text, at + 1, words);
        }
        if (number < 0 || at >= text.length() || text.charAt(at) != '}') {
          throw new IllegalArgumentException("has a { that is not of the form {0} or {0:words}");
        }
        pieces.add(new Piece("", number, words));
        at++;
      }
    }
    return at;
  }

  /** What goes into a text: {@code {0}}, {@code {1:}}, sorted. */
  static SortedSet<String> places(String text) {
    SortedSet<String> places = new TreeSet<>();
    places(pieces(text), places);
    return places;
  }

  private static void places(List<Piece> pieces, SortedSet<String> places) {
    for (Piece piece : pieces) {
      if (piece.argument >= 0) {
        places.add("{" + piece.argument + (piece.link == null ? "}" : ":}"));
      }
      if (piece.link != null) {
        places(piece.link, places);
      }
    }
  }

  /** The text with strings and numbers in it, not escaped. */
  String with(Object... arguments) {
    StringBuilder out = new StringBuilder();
    write(out, form(arguments.length > 0 ? arguments[0] : null), Arrays.asList(arguments), false);
    return out.toString();
  }

  private List<Piece> form(@Nullable Object first) {
    return first instanceof Number n
        ? forms.getOrDefault(Plural.of(language, n.longValue()), other)
        : other;
  }

  private static void write(
      StringBuilder out, List<Piece> pieces, List<?> arguments, boolean markup) {
    for (Piece piece : pieces) {
      if (piece.argument < 0) {
        append(out, piece.text, markup);
      } else if (piece.argument < arguments.size()) {
        Object argument = arguments.get(piece.argument);
        if (piece.link != null) {
          out.append("<a href=\"");
          append(out, argument, true);
          out.append("\">");
          write(out, piece.link, arguments, markup);
          out.append("</a>");
        } else {
          append(out, argument, markup);
        }
      }
    }
  }

  private static void append(StringBuilder out, Object value, boolean markup) {
    try {
      if (value instanceof TemplateHTMLOutputModel html) {
        out.append(HTMLOutputFormat.INSTANCE.getMarkupString(html));
      } else if (markup) {
        out.append(HTMLOutputFormat.INSTANCE.escapePlainText(value.toString()));
      } else {
        out.append(value);
      }
    } catch (TemplateModelException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String getAsString() {
    return plain;
  }

  @Override
  public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
    List<Object> values = new ArrayList<>(arguments.size());
    boolean markup = links;
    for (Object argument : arguments) {
      markup |= argument instanceof TemplateHTMLOutputModel;
      values.add(
          switch (argument) {
            case TemplateHTMLOutputModel html -> html;
            case TemplateNumberModel number -> number.getAsNumber();
            case TemplateScalarModel text -> text.getAsString();
            case null, default ->
                throw new TemplateModelException("“" + plain + "” takes texts and numbers");
          });
    }
    StringBuilder out = new StringBuilder(plain.length() + 64);
    write(out, form(values.isEmpty() ? null : values.getFirst()), values, markup);
    return markup
        ? HTMLOutputFormat.INSTANCE.fromMarkup(out.toString())
        : new SimpleScalar(out.toString());
  }

  /** A single form, by its name in CLDR: for scripts, which count themselves. */
  @Override
  public TemplateModel get(String form) throws TemplateModelException {
    for (Plural plural : Plural.values()) {
      if (plural.label().equals(form)) {
        List<Piece> pieces = forms.getOrDefault(plural, other);
        return (TemplateMethodModelEx)
            arguments -> {
              StringBuilder out = new StringBuilder();
              write(out, pieces, arguments, false);
              return new SimpleScalar(out.toString());
            };
      }
    }
    throw new TemplateModelException(form + " is no form of CLDR");
  }

  @Override
  public boolean isEmpty() {
    return false;
  }
}
