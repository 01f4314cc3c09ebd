package orrery.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks words up as {@code assets/search.js} does, and counts what that loads. SearchBench holds it
 * against what a browser loads.
 */
final class SearchCost {
  private static final String CODES =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int PAGE = 10;
  private static final int AHEAD = 4;

  private final Map<String, byte[]> files;
  private final List<SearchPart> parts;
  private final Map<String, String> texts = new HashMap<>();

  private final Set<String> loaded = new LinkedHashSet<>();
  private final Set<String> hits = new LinkedHashSet<>();
  private long first;

  /** A word that is asked for. */
  private record Wanted(String word, boolean begins) {
    int rarity() {
      return word.length() + (word.indexOf(':') < 0 ? 0 : 99);
    }
  }

  /**
   * What a query costs.
   *
   * @param requests how many files are loaded
   * @param first bytes until the first post is shown, or that there is none
   * @param all bytes until ten posts are shown, or all
   * @param rows of these those that say what is shown
   * @param hits how many posts are shown
   */
  record Cost(int requests, long first, long all, long rows, int hits) {}

  /**
   * An index.
   *
   * @param files of it, by their paths
   * @param parts oldest first
   */
  SearchCost(Map<String, byte[]> files, List<SearchPart> parts) {
    this.files = files;
    this.parts = parts.reversed();
  }

  /** Of words with a space between them; one that ends in none may go on. */
  Cost of(String query) {
    loaded.clear();
    hits.clear();
    first = 0;
    List<Wanted> words = new ArrayList<>();
    String[] said = query.strip().split(" ", -1);
    for (int i = 0; i < said.length; i++) {
      boolean last = i == said.length - 1 && !query.endsWith(" ") && said[i].indexOf(':') < 0;
      words.add(new Wanted(said[i], last && said[i].length() > 2));
    }
    words.sort(Comparator.comparingInt(Wanted::rarity).reversed());
    loaded.add("search/index.txt");
    look(words);
    return new Cost(
        loaded.size(), first == 0 ? bytes("") : first, bytes(""), bytes(".json"), hits.size());
  }

  private void look(List<Wanted> words) {
    List<byte[]> heads = new ArrayList<>();
    for (SearchPart part : parts) {
      heads.add(read(part, words, "h"));
    }
    for (int rank = 1; rank <= 2; rank++) {
      for (int i = 0; i < parts.size(); i++) {
        if (show(parts.get(i), heads.get(i), rank)) {
          return;
        }
      }
    }
    for (int i = 0; i < parts.size(); i += AHEAD) {
      List<SearchPart> some = parts.subList(i, Math.min(parts.size(), i + AHEAD));
      List<byte[]> ranks = some.stream().map(part -> read(part, words, "ht")).toList();
      for (int j = 0; j < some.size(); j++) {
        if (show(some.get(j), ranks.get(j), 3)) {
          return;
        }
      }
    }
  }

  private boolean show(SearchPart part, byte[] ranks, int rank) {
    for (int post = ranks.length - 1; post >= 0; post--) {
      if (ranks[post] == rank) {
        load(part.folder() + "p" + post / SearchIndex.ROWS + ".json");
        hits.add(part.name() + ' ' + post);
        if (hits.size() == 1) {
          first = bytes("");
        }
        if (hits.size() == PAGE) {
          return true;
        }
      }
    }
    return false;
  }

  private byte[] read(SearchPart part, List<Wanted> words, String kinds) {
    byte @Nullable [] all = null;
    for (Wanted wanted : words) {
      byte[] ranks = new byte[part.posts()];
      for (int k = 0; k < kinds.length(); k++) {
        char kind = kinds.charAt(k);
        if (kind == 'h' || wanted.word().indexOf(':') < 0) {
          look(part, kind, wanted, ranks);
        }
      }
      boolean some = false;
      for (int i = 0; i < ranks.length; i++) {
        if (all != null) {
          ranks[i] = ranks[i] == 0 || all[i] == 0 ? 0 : (byte) Math.max(ranks[i], all[i]);
        }
        some |= ranks[i] != 0;
      }
      all = ranks;
      if (!some) {
        break;
      }
    }
    return Objects.requireNonNull(all);
  }

  private void look(SearchPart part, char kind, Wanted wanted, byte[] ranks) {
    String word = wanted.word();
    boolean known = word.length() > 5;
    char file = kind == 'h' && wanted.begins() && !known ? 'b' : kind;
    int count = kind == 'h' ? part.heads() : part.texts();
    int shard = file == 'b' ? SearchWords.beginning(word, count) : SearchWords.word(word, count);
    String text = load(part.folder() + file + shard + ".txt");
    String start = "\n" + word + (wanted.begins() && (kind == 'h' || known) ? "" : " ");
    for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
      String[] columns = text.substring(at, text.indexOf('\n', at + 1)).split(" ", -1);
      for (int i = 1; i < columns.length; i++) {
        note(columns[i], kind == 't' ? 3 : i, ranks);
      }
    }
  }

  private static void note(String letters, int rank, byte[] ranks) {
    boolean inBits = letters.startsWith("*");
    int post = 0;
    int gap = 0;
    int shift = 0;
    for (int i = inBits ? 1 : 0; i < letters.length(); i++) {
      int code = CODES.indexOf(letters.charAt(i));
      if (inBits) {
        for (int bit = 0; bit < 6; bit++) {
          if ((code >> bit & 1) == 1) {
            note(post + bit, rank, ranks);
          }
        }
        post += 6;
        continue;
      }
      gap |= (code & 31) << shift;
      shift += 5;
      if (code < 32) {
        post += gap;
        note(post, rank, ranks);
        post++;
        gap = 0;
        shift = 0;
      }
    }
  }

  private static void note(int post, int rank, byte[] ranks) {
    ranks[post] = (byte) (ranks[post] == 0 ? rank : Math.min(ranks[post], rank));
  }

  private String load(String path) {
    loaded.add(path);
    return texts.computeIfAbsent(
        path, p -> new String(Objects.requireNonNull(files.get(p), p), StandardCharsets.UTF_8));
  }

  /** Of all files loaded whose name ends so. */
  private long bytes(String end) {
    return loaded.stream()
        .filter(path -> path.endsWith(end))
        .mapToLong(path -> Objects.requireNonNull(files.get(path)).length)
        .sum();
  }
}
