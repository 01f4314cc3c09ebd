package orrery.site;

import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import orrery.feed.Blog;
import orrery.feed.Tag;

/**
 * What is to be said of a planet as a whole. But for months, weekdays and tags it is said of the
 * year that ends with the month of the newest post.
 *
 * @param months in which there are posts, and how many
 * @param weekdays how many posts there are on Mondays, Tuesdays, … Sundays; empty without posts
 * @param languages BCP 47 tags of languages, without regions, most posts first
 * @param tags those with the most posts, most first
 * @param blogs those with the most posts, most first
 * @param pages what posts of several blogs link, most blogs first
 * @param sites the same for whole sites
 * @param listed how many blogs the planet lists
 */
public record Portrait(
    NavigableMap<YearMonth, Integer> months,
    List<Integer> weekdays,
    List<Count<String>> languages,
    List<Count<Tag>> tags,
    List<Count<Blog>> blogs,
    List<Mention> pages,
    List<Mention> sites,
    int listed) {
  /** Copies lists and map. */
  public Portrait {
    months = Collections.unmodifiableNavigableMap(new TreeMap<>(months));
    weekdays = List.copyOf(weekdays);
    languages = List.copyOf(languages);
    tags = List.copyOf(tags);
    blogs = List.copyOf(blogs);
    pages = List.copyOf(pages);
    sites = List.copyOf(sites);
  }

  /**
   * Something that posts link.
   *
   * @param name an address or a host
   * @param title of the post or blog of the planet that it is, null where it is none
   * @param path of that on the site
   * @param blogs of how many blogs posts link it
   */
  public record Mention(String name, @Nullable String title, @Nullable String path, int blogs) {}
}
