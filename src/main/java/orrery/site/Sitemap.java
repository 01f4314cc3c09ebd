package orrery.site;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lists of the site's pages for search engines (sitemaps.org, version 0.9). They are data for
 * programs: no theme changes them. Without {@code lastmod}: to know when each page was last written
 * would cost more than asking for it does.
 */
final class Sitemap {
  private static final String NAMESPACE = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

  private Sitemap() {}

  static byte[] pages(String base, List<String> paths) {
    return list("urlset", "url", base, paths);
  }

  static byte[] index(String base, List<String> paths) {
    return list("sitemapindex", "sitemap", base, paths);
  }

  private static byte[] list(String all, String one, String base, List<String> paths) {
    String root = base.replace("&", "&amp;").replace("<", "&lt;");
    var xml = new StringBuilder(64 * (paths.size() + 4));
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<");
    xml.append(all).append(NAMESPACE).append(">\n");
    for (String path : paths) {
      xml.append('<').append(one).append("><loc>").append(root).append(path);
      xml.append("</loc></").append(one).append(">\n");
    }
    return xml.append("</").append(all).append(">\n").toString().getBytes(StandardCharsets.UTF_8);
  }
}
