package orrery.submit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern POST =
      Pattern.compile("<(?:[a-z]+:)?(?:item|entry)[\\s>]|\"items\"", Pattern.CASE_INSENSITIVE);

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

  /**
   * Whether a feed shows the code, as {@code feed}: before its first post, as posts may quote
   * others, and not because its address holds it, as servers may repeat that.
   *
   * @param url its address
   * @param document the feed as it came
   */
  public static @Nullable String inFeed(String url, String document, String code) {
    Matcher post = POST.matcher(document);
    String head = post.find() ? document.substring(0, post.start()) : document;
    return head.contains(code) && !url.contains(code) ? "feed" : null;
  }
}
