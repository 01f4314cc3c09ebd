package orrery.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds the icon that a site's home page declares (WHATWG HTML, section 4.6.7.9). */
public final class Icons {
  private static final int LONGEST_PAGE = 1_000_000;

  /** What a face needs; larger ones cost more and show no more. */
  private static final int WANTED = 96;

  private static final int OF_APPLE = 180;
  private static final int UNSAID = 32;

  private Icons() {}

  private record Icon(String url, int side) {}

  /**
   * The declared icon that makes the best face: the smallest that is large enough, else the
   * largest. SVG is passed over, as it is not read.
   *
   * @param html the page; any text. Of a very long one only the beginning is read.
   * @param url where the page came from, after redirects
   * @return an absolute web address; null where none is declared
   */
  public static @Nullable String best(String html, String url) {
    if (!DiscoveryAddress.isWeb(url)) {
      return null;
    }
    String start = html.length() > LONGEST_PAGE ? html.substring(0, LONGEST_PAGE) : html;
    Document page = Jsoup.parse(start, url);
    Element base = page.selectFirst("base[href]");
    String declared = base == null ? "" : DiscoveryAddress.resolve(url, base.attr("href"));
    List<Icon> icons = new ArrayList<>();
    for (Element link : page.select("link[rel][href]")) {
      Set<String> rel = Set.copyOf(List.of(words(link.attr("rel"))));
      boolean apple =
          rel.contains("apple-touch-icon") || rel.contains("apple-touch-icon-precomposed");
      String icon =
          DiscoveryAddress.resolve(declared.isEmpty() ? url : declared, link.attr("href"));
      if ((apple || rel.contains("icon")) && !icon.isEmpty() && !vector(link, icon)) {
        icons.add(new Icon(icon, side(link.attr("sizes"), apple ? OF_APPLE : UNSAID)));
      }
    }
    Comparator<Icon> best =
        Comparator.comparing((Icon icon) -> icon.side < WANTED)
            .thenComparingInt(icon -> icon.side < WANTED ? -icon.side : icon.side);
    return icons.stream().min(best).map(Icon::url).orElse(null);
  }

  /**
   * {@code /favicon.ico} of a site, by the address of one of its pages; null where that is none.
   */
  public static @Nullable String usual(String url) {
    String icon = DiscoveryAddress.isWeb(url) ? DiscoveryAddress.resolve(url, "/favicon.ico") : "";
    return icon.isEmpty() ? null : icon;
  }

  private static boolean vector(Element link, String icon) {
    return link.attr("type").toLowerCase(Locale.ROOT).contains("svg")
        || DiscoveryAddress.path(icon).toLowerCase(Locale.ROOT).endsWith(".svg");
  }

  /** The largest of sizes such as {@code 16x16 96x96}; what is not said is guessed. */
  private static int side(String sizes, int guess) {
    int largest = 0;
    for (String size : words(sizes)) {
      int x = size.indexOf('x');
      try {
        largest = Math.max(largest, x < 0 ? 0 : Integer.parseInt(size, 0, x, 10));
      } catch (NumberFormatException notASize) {
        // then it says nothing
      }
    }
    return largest == 0 ? guess : largest;
  }

  private static String[] words(String list) {
    return list.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
  }
}
