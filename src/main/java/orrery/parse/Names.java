package orrery.parse;

import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The qualified names of one document, each made once: a document has few, and says them often. A
 * hash table over stretches of the text, so that a known name costs no object.
 */
final class Names {

  /** Unknown outside, so that nobody can write a document of names that fall together. */
  private static final int MULTIPLIER = new SplittableRandom().nextInt() | 1;

  /** A qualified name. */
  static final class Name {
    final String raw;
    final String prefix;
    final String local;
    final String lower;
    private final int hash;
    private @Nullable String space;
    private String key = "";

    private Name(String raw, int hash) {
      this.raw = raw;
      this.hash = hash;
      int colon = raw.indexOf(':');
      prefix = colon < 0 ? "" : raw.substring(0, colon);
      local = raw.substring(colon + 1);
      lower = local.toLowerCase(Locale.ROOT);
    }

    /** Whether it is no name but an address in angle brackets. */
    boolean isMail() {
      return raw.indexOf('@') > 0;
    }

    /** The folded name (see {@link Node}) in a namespace. */
    String keyIn(String in) {
      if (!in.equals(space)) {
        space = in;
        key = Namespaces.isCore(in) ? lower : in + ':' + lower;
      }
      return key;
    }
  }

  private final String text;
  private Name[] table = new Name[256];
  private int count;

  Names(String text) {
    this.text = text;
  }

  /** The name that stands from {@code from} to before {@code to}. */
  Name get(int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * MULTIPLIER + text.charAt(i);
    }
    int slot = slot(hash, from, to);
    Name known = table[slot];
    if (known != null) {
      return known;
    }
    Name made = new Name(text.substring(from, to), hash);
    table[slot] = made;
    if (++count * 2 > table.length) {
      grow();
    }
    return made;
  }

  private int slot(int hash, int from, int to) {
    int slot = (hash ^ (hash >>> 16)) & (table.length - 1);
    while (table[slot] != null && !(table[slot].hash == hash && same(table[slot].raw, from, to))) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private boolean same(String raw, int from, int to) {
    return raw.length() == to - from && text.startsWith(raw, from);
  }

  private void grow() {
    Name[] old = table;
    table = new Name[old.length * 2];
    for (Name name : old) {
      if (name != null) {
        int slot = (name.hash ^ (name.hash >>> 16)) & (table.length - 1);
        while (table[slot] != null) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = name;
      }
    }
  }
}
