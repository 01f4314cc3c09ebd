package orrery.parse;

import org.jspecify.annotations.Nullable;

/**
 * What relative addresses and texts inherit from the elements around them: {@code xml:base} (W3C
 * XML Base) and {@code xml:lang} (XML 1.0, section 2.12).
 */
final class Bases {
  private final @Nullable String document;
  private final boolean any;

  /**
   * @param document what holds where no element says otherwise
   * @param any whether the document has an {@code xml:base} at all
   */
  Bases(@Nullable String document, boolean any) {
    this.document = document;
    this.any = any;
  }

  @Nullable String of(@Nullable Node node) {
    if (!any || node == null) {
      return document;
    }
    String said = node.rawAttribute("xml:base");
    if (said == null && Namespaces.isCore(node.space)) {
      said = node.rawAttribute("base"); // CDF
    }
    String outer = of(node.parent);
    if (said == null) {
      return outer;
    }
    String resolved = Addresses.resolve(outer, said);
    // A base that is code, or that no address can be built on, is as good as none.
    return resolved == null || !Addresses.isAbsolute(resolved) ? outer : resolved;
  }

  @Nullable String resolve(Node at, @Nullable String reference) {
    return Addresses.resolve(of(at), reference);
  }

  /** The language that holds for an element, as a BCP 47 tag; null where none is said. */
  static @Nullable String language(@Nullable Node node) {
    return tag(said(node));
  }

  /** Whether an element says that no language holds for it: {@code xml:lang=""}. */
  static boolean isLanguageless(Node node) {
    String said = said(node);
    return said != null && said.isBlank();
  }

  private static @Nullable String said(@Nullable Node node) {
    for (Node at = node; at != null; at = at.parent) {
      String said = at.rawAttribute("xml:lang");
      if (said == null && Namespaces.isCore(at.space)) {
        said = at.rawAttribute("lang");
      }
      if (said != null) {
        return said;
      }
    }
    return null;
  }

  /** A tag as BCP 47 has it, null where it is blank. */
  static @Nullable String tag(@Nullable String said) {
    if (said == null || said.isBlank() || said.length() > 35) {
      return null;
    }
    return said.strip().replace('_', '-');
  }
}
