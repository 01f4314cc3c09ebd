package orrery.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An element of a parsed document. Names are folded so that feeds that spell differently read
 * alike: {@code key} is the local name in lower case, behind the usual prefix of its namespace
 * where that is neither RSS nor Atom ({@code title}, {@code dc:creator}).
 */
final class Node {
  /** Folded name. */
  final String key;

  /** Local name as written. */
  final String name;

  /** Usual prefix of the namespace (see {@link Namespaces}), or its address where unknown. */
  final String space;

  /** Where the start tag stands in the document. */
  final int offset;

  final @Nullable Node parent;

  /** The document broke off inside. */
  boolean broken;

  /** Folded names and values, in turn. */
  private final String[] attributes;

  /** Null, a String, or a List of String and Node. */
  private @Nullable Object content;

  private static final String[] NO_ATTRIBUTES = {};

  Node(
      String key,
      String name,
      String space,
      int offset,
      @Nullable Node parent,
      String @Nullable [] attributes) {
    this.key = key;
    this.name = name;
    this.space = space;
    this.offset = offset;
    this.parent = parent;
    this.attributes = attributes == null ? NO_ATTRIBUTES : attributes;
  }

  // Nothing here switches on types: that costs a start of the program more than it reads.

  void add(Object child) {
    if (content instanceof List) {
      list().add(child);
    } else if (content == null && child instanceof String) {
      content = child;
    } else {
      List<Object> list = new ArrayList<>(8);
      if (content != null) {
        list.add(content);
      }
      list.add(child);
      content = list;
    }
  }

  @SuppressWarnings("unchecked") // only add() writes it
  private List<Object> list() {
    return (List<Object>) Objects.requireNonNull(content);
  }

  /** Children in order: String and Node. */
  List<Object> children() {
    if (content == null) {
      return List.of();
    }
    return content instanceof List ? list() : List.of(content);
  }

  boolean hasElements() {
    if (content == null || content instanceof String) {
      return false;
    }
    for (Object child : list()) {
      if (child instanceof Node) {
        return true;
      }
    }
    return false;
  }

  @Nullable Node first(String wanted) {
    if (content instanceof List<?> children) {
      for (Object child : children) {
        if (child instanceof Node node && node.key.equals(wanted)) {
          return node;
        }
      }
    }
    return null;
  }

  /** All text inside, elements' too, without white space around it; null where there is none. */
  @Nullable String text() {
    String text = rawText().strip();
    return text.isEmpty() ? null : text;
  }

  String rawText() {
    if (content == null) {
      return "";
    }
    if (content instanceof String text) {
      return text;
    }
    // A CDATA section with white space around it is the common case; do not copy it.
    String only = null;
    for (Object child : list()) {
      if (child instanceof Node || (only != null && !((String) child).isBlank())) {
        StringBuilder all = new StringBuilder();
        appendText(all);
        return all.toString();
      }
      if (!((String) child).isBlank()) {
        only = (String) child;
      }
    }
    return only == null ? "" : only;
  }

  private void appendText(StringBuilder to) {
    for (Object child : children()) {
      if (child instanceof Node node) {
        node.appendText(to);
      } else {
        to.append((String) child);
      }
    }
  }

  /** The text of the first such child, null where there is none or it is blank. */
  @Nullable String textOf(String wanted) {
    Node node = first(wanted);
    return node == null ? null : node.text();
  }

  /** An attribute as it stands, null where it is missing. */
  @Nullable String rawAttribute(String wanted) {
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i].equals(wanted)) {
        return attributes[i + 1];
      }
    }
    return null;
  }

  /** An attribute without white space around it, null where it is missing or blank. */
  @Nullable String attribute(String wanted) {
    String value = rawAttribute(wanted);
    if (value == null) {
      return null;
    }
    value = value.strip();
    return value.isEmpty() ? null : value;
  }

  /** Folded names and values in turn; not to be changed. */
  String[] attributes() {
    return attributes;
  }
}
