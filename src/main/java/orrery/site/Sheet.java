package orrery.site;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import orrery.feed.Post;
import orrery.feed.Tag;

/**
 * The posts of a month, ready for the pages that list them: the month's own, and that of each tag.
 * What stands on several pages is written once.
 */
public final class Sheet {
  private final Site site;
  private final YearMonth month;
  private final List<Post> posts;
  private final List<View.Written> briefs;

  Sheet(Site site, YearMonth month, List<Post> posts, List<View.Written> briefs) {
    this.site = site;
    this.month = month;
    this.posts = List.copyOf(posts);
    this.briefs = briefs;
  }

  YearMonth month() {
    return month;
  }

  List<Post> posts() {
    return posts;
  }

  List<View.Written> briefs() {
    return briefs;
  }

  /** {@code 2026/11.html}: titles and excerpts by day. Neighbours are months that have posts. */
  public Page page(@Nullable YearMonth newer, @Nullable YearMonth older) {
    return site.month(this, newer, older);
  }

  /**
   * {@code language/de-2026-11.html}: the posts of the month in a language.
   *
   * @param code the primary subtag
   */
  public Page language(String code, @Nullable YearMonth newer, @Nullable YearMonth older) {
    List<Post> those = new ArrayList<>();
    List<View.Written> theirs = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      if (code.equals(Post.primary(posts.get(i).language()))) {
        those.add(posts.get(i));
        theirs.add(briefs.get(i));
      }
    }
    return site.languageMonth(code, month, those, theirs, newer, older);
  }

  /**
   * {@code tag/java-2026-11.html}: a tag's posts of the month, headed as most of them spell it:
   * what another month prefers is not to change this page.
   *
   * @param key of the tag
   */
  public Page tag(String key, @Nullable YearMonth newer, @Nullable YearMonth older) {
    List<Post> those = new ArrayList<>();
    List<View.Written> theirs = new ArrayList<>();
    Map<String, Integer> spellings = new TreeMap<>();
    for (int i = 0; i < posts.size(); i++) {
      for (Tag tag : posts.get(i).tags()) {
        if (tag.key().equals(key)) {
          those.add(posts.get(i));
          theirs.add(briefs.get(i));
          spellings.merge(tag.label(), 1, Integer::sum);
          break;
        }
      }
    }
    String label = key;
    int most = 0;
    for (Map.Entry<String, Integer> spelling : spellings.entrySet()) {
      if (spelling.getValue() > most) {
        label = spelling.getKey();
        most = spelling.getValue();
      }
    }
    return site.tagMonth(new Tag(key, label), month, those, theirs, newer, older);
  }
}
