package orrery.submit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Whether a blog says that it is the submitter's: whoever can write a code there that only the
 * submitter knows can write anything there.
 */
public final class Proof {
  /** The name of the meta element. */
  public static final String META = "orrery-proof";

  private Proof() {}

  /**
   * How a page shows the code: {@code meta} ({@code <meta name="orrery-proof" content="CODE">}) or
   * {@code rel=me} (a link of that relation, in whose address the code is); null where it does not.
   * What stands in a comment, or in the text, may be a visitor's.
   *
   * @param html the page
   */
  public static @Nullable String onPage(String html, String code) {
    Document page = Jsoup.parse(html);
    for (Element meta : page.head().select("meta[name=" + META + "]")) {
      if (meta.attr("content").strip().equals(code)) {
        return "meta";
      }
    }
    for (Element link : page.select("link[rel][href], a[rel][href]")) {
      Set<String> rel =
          Set.copyOf(List.of(link.attr("rel").toLowerCase(Locale.ROOT).split("\\s+")));
      boolean visitors = rel.contains("ugc") || rel.contains("nofollow");
      if (rel.contains("me") && !visitors && link.attr("href").contains(code)) {
        return "rel=me";
      }
    }
    return null;
  }

  /** Whether a feed's own document has the code in it: nobody but its author writes there. */
  public static @Nullable String inFeed(String document, String code) {
    return document.contains(code) ? "feed" : null;
  }
}
