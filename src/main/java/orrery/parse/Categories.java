package orrery.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.feed.Category;

/** Gathers categories in the document's order, each once. */
final class Categories {
  static final String ITUNES = "http://www.itunes.com/";
  private static final int MAX = 200;

  private final Texts texts;
  private @Nullable Set<Category> found;

  Categories(Texts texts) {
    this.texts = texts;
  }

  /** RSS's, Atom's, or Dublin Core's. */
  void add(Node node) {
    String term = node.attribute("term");
    String scheme = node.attribute("scheme");
    scheme = scheme == null ? node.attribute("domain") : scheme;
    String label = node.attribute("label");
    String text = texts.plain(node);
    if (term == null) {
      term = text != null ? text : label;
      term = term == null ? node.attribute("rdf:resource") : term;
    } else if (label == null && text != null && !text.equals(term)) {
      label = text;
    }
    add(term, scheme, label);
  }

  void add(@Nullable String term, @Nullable String scheme, @Nullable String label) {
    if (term == null || term.isBlank()) {
      return;
    }
    if (found == null) {
      found = new LinkedHashSet<>();
    }
    if (found.size() < MAX) {
      found.add(new Category(term.strip(), scheme, label));
    }
  }

  /** Words between commas. */
  void list(@Nullable String words, @Nullable String scheme) {
    if (words == null) {
      return;
    }
    for (String word : words.split(",", MAX)) {
      add(word, scheme, null);
    }
  }

  /** Apple's categories, which nest. */
  void itunes(Node node) {
    add(node.attribute("text"), ITUNES, null);
    for (Object child : node.children()) {
      if (child instanceof Node inner && inner.key.equals("itunes:category")) {
        itunes(inner);
      }
    }
  }

  List<Category> all() {
    return found == null ? List.of() : new ArrayList<>(found);
  }
}
