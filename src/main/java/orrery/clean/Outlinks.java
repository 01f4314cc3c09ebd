package orrery.clean;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the links of clean HTML, as {@link Cleaner} writes it. */
public final class Outlinks {
  private static final String LINK = "<a ";
  private static final String HREF = "href=\"";

  private Outlinks() {}

  /**
   * The addresses that a body links, each once, in its order.
   *
   * @param html clean
   * @param limit how many at most
   */
  public static List<String> of(String html, int limit) {
    Set<String> links = new LinkedHashSet<>();
    int from = html.indexOf(LINK);
    while (from >= 0 && links.size() < limit) {
      int start = html.indexOf(HREF, from) + HREF.length();
      int end = html.indexOf('"', start);
      links.add(plain(html.substring(start, end)));
      from = html.indexOf(LINK, end);
    }
    return List.copyOf(links);
  }

  private static String plain(String attribute) {
    return attribute.indexOf('&') < 0
        ? attribute
        : attribute
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
  }
}
