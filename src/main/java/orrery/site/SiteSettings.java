package orrery.site;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a planet says about itself.
 *
 * @param name of the planet, plain text
 * @param link absolute address where the site is published; null where it is not said, and then
 *     feeds have no self link and pages no canonical address
 * @param ownerName who runs it, plain text
 * @param language BCP 47 tag of the site's own words
 * @param itemsPerPage how many posts the front page and the feeds hold, at least 1
 * @param generatorVersion of Orrery
 * @param hubs the WebSub hubs that are told when a feed of the site changes, by the feed's path
 * @param search whether the site can be searched
 * @param linksImages whether pages show pictures that lie elsewhere
 * @param extras every other key of {@code [planet]} in feeds.ini, for themes
 * @param texts of the site's own words those that count instead of the theme's, by key
 * @param logo the asset that is shown beside the planet's name: SVG or PNG
 * @param submit the path at which bloggers submit their feeds: {@code submit} of a running planet,
 *     {@code submit.html} of one that takes them elsewhere; null where there is none
 * @param pages those of posts that keep rules of their own
 */
public record SiteSettings(
    String name,
    @Nullable String link,
    @Nullable String ownerName,
    String language,
    int itemsPerPage,
    String generatorVersion,
    Map<String, List<String>> hubs,
    boolean search,
    boolean linksImages,
    Map<String, String> extras,
    Map<String, String> texts,
    String logo,
    @Nullable String submit,
    List<Selected> pages) {
  /** The logo of the theme. */
  public static final String LOGO = "assets/logo.svg";

  /** Copies the maps. */
  public SiteSettings {
    if (itemsPerPage < 1) {
      throw new IllegalArgumentException(
          "itemsPerPage is " + itemsPerPage + ", at least 1 is meant");
    }
    hubs = Map.copyOf(hubs);
    extras = Map.copyOf(extras);
    texts = Map.copyOf(texts);
    pages = List.copyOf(pages);
  }

  /** The hubs of a feed, which needs an address of its own to be subscribed. */
  List<String> hubs(String path) {
    return base() == null ? List.of() : hubs.getOrDefault(path, List.of());
  }

  /**
   * The address below which the site's paths lie, ending in a slash: {@link #link} without the name
   * of its front page. Null where there is no link of http or https.
   */
  @Nullable String base() {
    return base(link);
  }

  /** The same of any link. */
  public static @Nullable String base(@Nullable String link) {
    String url = Safe.http(link);
    if (url == null || url.endsWith("/")) {
      return url;
    }
    int path = url.indexOf('/', url.indexOf("//") + 2);
    int slash = url.lastIndexOf('/');
    boolean file = path >= 0 && url.indexOf('.', slash) >= 0;
    return file ? url.substring(0, slash + 1) : url + '/';
  }
}
