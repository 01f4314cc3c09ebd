package orrery.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import orrery.feed.Author;
import orrery.feed.Post;
import orrery.feed.Tag;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Makes the files of one {@link SearchPart}. Posts have numbers in it, from 0 for the oldest.
 *
 * <p>{@code h0.txt}, {@code h1.txt}, …: a line {@code word titles others} for each word of a title
 * (the posts), and of a tag or a name (the posts). {@code tag:…}, {@code blog:…} and {@code lang:…}
 * are words, too. {@code b0.txt}, …: the same lines but for those, where beginnings of words are
 * looked up. {@code t0.txt}, …: a line {@code word posts} for each word of a text that is not among
 * the post's heads. Which file a word is in, {@link SearchWords} says. A list of posts is written
 * as the gaps between their numbers, in letters of five bits; where that would be longer, as {@code
 * *} and a bit for each post in letters of six. {@code p0.json}, …: what is shown of sixteen posts
 * each. {@code search/index.txt} names the parts, newest first, with their numbers of posts and
 * files.
 */
public final class SearchIndex {
  /** How many posts a file of rows has. */
  static final int ROWS = 16;

  /** How many different words of a text are looked at. */
  private static final int WORDS = 2_000;

  /** What is shown of a text, in chars. */
  private static final int EXCERPT = 140;

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static final int TITLE = 0;
  private static final int NAME = 1;
  private static final int TEXT = 2;

  private static final JsonFactory JSON = new JsonFactory();

  private final SearchPart part;
  private final Map<String, Word> words = new HashMap<>();
  private final List<Page> rows = new ArrayList<>();
  private final List<Post> open = new ArrayList<>(ROWS);
  private int posts;
  private int inText;

  /** An index that has no posts yet. */
  public SearchIndex(SearchPart part) {
    this.part = part;
  }

  /**
   * Adds a post that is newer than all that were added.
   *
   * @param text of the post, plain
   */
  public void add(Post post, String text) {
    SearchWords.each(post.title(), word -> put(word, TITLE));
    Consumer<String> name = word -> put(word, NAME);
    SearchWords.each(post.blog().name(), name);
    for (Author author : post.authors()) {
      String said = Safe.name(author.name());
      if (said != null) {
        SearchWords.each(said, name);
      }
    }
    name.accept("blog:" + SearchWords.name(post.blog().name()));
    for (Tag tag : post.tags()) {
      SearchWords.each(tag.label(), name);
      SearchWords.each(tag.key(), name);
      name.accept("tag:" + SearchWords.name(tag.label()));
      name.accept("tag:" + SearchWords.name(tag.key()));
    }
    if (post.language() != null) {
      name.accept("lang:" + post.language().split("-", 2)[0].toLowerCase(Locale.ROOT));
    }
    inText = 0;
    SearchWords.each(text, word -> put(word, TEXT));
    open.add(post);
    posts++;
    if (open.size() == ROWS) {
      endRows();
    }
  }

  /** Notes that the post has a word, where it was first met. */
  private void put(String text, int place) {
    if (place == TEXT && inText >= WORDS) {
      return;
    }
    Word word = words.computeIfAbsent(text, t -> new Word());
    if (word.met != posts) {
      word.met = posts;
      inText += place == TEXT ? 1 : 0;
      Numbers numbers = word.places[place];
      if (numbers == null) {
        numbers = new Numbers();
        word.places[place] = numbers;
      }
      numbers.add(posts);
    }
  }

  /** All files of the part: each one's name follows from how many posts there are. */
  public List<Page> pages() {
    endRows();
    List<Page> pages = new ArrayList<>(rows);
    pages.addAll(shards("h", part.heads(), TITLE, NAME));
    pages.addAll(shards("b", part.heads(), TITLE, NAME));
    pages.addAll(shards("t", part.texts(), TEXT, TEXT));
    return pages;
  }

  private List<Page> shards(String kind, int count, int first, int last) {
    List<List<String>> shards = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      shards.add(new ArrayList<>());
    }
    words.forEach(
        (text, word) -> {
          boolean begins = kind.equals("b");
          if ((word.places[first] != null || word.places[last] != null)
              && !(begins && text.indexOf(':') >= 0)) {
            shards
                .get(begins ? SearchWords.beginning(text, count) : SearchWords.word(text, count))
                .add(text);
          }
        });
    List<Page> pages = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      StringBuilder lines = new StringBuilder("\n");
      shards.get(i).sort(null);
      for (String text : shards.get(i)) {
        Word word = Objects.requireNonNull(words.get(text));
        lines.append(text);
        for (int place = first; place <= last; place++) {
          lines.append(' ');
          Numbers numbers = word.places[place];
          if (numbers != null) {
            numbers.write(lines, posts);
          }
        }
        lines.append('\n');
      }
      pages.add(new Page(part.folder() + kind + i + ".txt", utf8(lines)));
    }
    return pages;
  }

  private void endRows() {
    if (open.isEmpty()) {
      return;
    }
    Utf8 out = new Utf8();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartArray();
      for (Post post : open) {
        String url = Safe.http(post.url());
        json.writeStartArray();
        json.writeString(post.title());
        json.writeString(url == null ? Paths.post(post) : url);
        json.writeString(Paths.post(post));
        json.writeString(Dates.rfc3339(Dates.utc(post.date())));
        json.writeString(post.blog().name().isBlank() ? post.blog().slug() : post.blog().name());
        json.writeString(Paths.blog(post.blog().slug()));
        json.writeString(beginning(post.excerpt()));
        json.writeString(post.language() == null ? "" : post.language());
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    rows.add(new Page(part.folder() + "p" + rows.size() + ".json", out.toBytes()));
    open.clear();
  }

  private static String beginning(String text) {
    if (text.length() <= EXCERPT) {
      return text;
    }
    int space = text.lastIndexOf(' ', EXCERPT);
    int end = space > EXCERPT / 2 ? space : EXCERPT;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** {@code search/index.txt}. */
  public static Page contents(List<SearchPart> parts) {
    StringBuilder lines = new StringBuilder();
    for (SearchPart part : parts.reversed()) {
      lines.append(part.name()).append(' ').append(part.posts()).append(' ');
      lines.append(part.heads()).append(' ').append(part.texts()).append('\n');
    }
    return new Page(SearchPart.FOLDER + "index.txt", utf8(lines));
  }

  private static byte[] utf8(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Where in which posts a word stands. */
  private static final class Word {
    /** By place: title, names, text. */
    final @Nullable Numbers[] places = new Numbers[3];

    /** The post that it was last met in. */
    int met = -1;
  }

  /** Numbers that grow. Most words stand in one post: few bytes for those. */
  private static final class Numbers {
    private byte[] letters = new byte[4];
    private int size;
    private int next;

    void add(int number) {
      int gap = number - next;
      next = number + 1;
      if (size + 7 > letters.length) {
        letters = Arrays.copyOf(letters, Math.max(size + 7, 2 * size));
      }
      while (gap >= 32) {
        letters[size++] = (byte) LETTERS.charAt(32 + (gap & 31));
        gap >>>= 5;
      }
      letters[size++] = (byte) LETTERS.charAt(gap);
    }

    /** Of so many posts. Where more than each sixth has the word, a bit each is shorter. */
    void write(StringBuilder to, int posts) {
      if (size > posts / 6 + 1) {
        writeBits(to.append('*'));
        return;
      }
      for (int i = 0; i < size; i++) {
        to.append((char) letters[i]);
      }
    }

    private void writeBits(StringBuilder to) {
      byte[] bits = new byte[(next + 5) / 6];
      int number = 0;
      int gap = 0;
      int shift = 0;
      for (int i = 0; i < size; i++) {
        int code = LETTERS.indexOf(letters[i]);
        gap |= (code & 31) << shift;
        shift += 5;
        if (code < 32) {
          number += gap;
          bits[number / 6] |= (byte) (1 << number % 6);
          number++;
          gap = 0;
          shift = 0;
        }
      }
      for (byte six : bits) {
        to.append(LETTERS.charAt(six));
      }
    }
  }
}
