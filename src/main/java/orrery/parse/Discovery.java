package orrery.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the feeds of a site from one of its pages: what the page declares (autodiscovery, HTML's
 * {@code link rel=alternate}), what is known of its host or its software, what it links to, and
 * last the addresses where feeds usually are.
 */
public final class Discovery {
  private static final int LONGEST_PAGE = 4_000_000;
  private static final int MOST_LINKS = 2_000;
  private static final int MOST_CANDIDATES = 50;
  private static final int LONGEST_TITLE = 200;
  private static final int MOST_NODES_OF_TITLE = 100;

  private Discovery() {}

  /** How an address came to be a candidate, the surest first. */
  public enum Kind {
    /** The page declares it in a {@code link} element. */
    DECLARED,
    /** The host or its software documents that its feeds are there. */
    KNOWN,
    /** The page's text links to it, and the address looks like a feed's. */
    LINKED,
    /** Feeds are often there. Nothing on the page says so: ask before showing it to anybody. */
    GUESS
  }

  /** What a feed seems to hold, the most wanted first. */
  public enum Role {
    /** Posts. */
    POSTS,
    /** Posts of one category, tag or author. */
    TOPIC,
    /** Comments on one or all posts. */
    COMMENTS
  }

  /**
   * An address that may be a feed's. Nobody has asked it yet.
   *
   * @param url absolute, {@code http} or {@code https}, without fragment
   * @param title what the page calls it, plain text
   * @param type the declared media type in lower case without parameters
   * @param kind how it was found
   * @param role what it seems to hold, judged by address and title
   */
  public record Candidate(
      String url, @Nullable String title, @Nullable String type, Kind kind, Role role) {}

  /**
   * The feeds that a page leads to, best first: declared, known and linked ones, in this order,
   * with posts before topics and comments; then, unless feeds of posts are declared or known,
   * guesses.
   *
   * @param html the page; any text. Of a very long one only the beginning is read.
   * @param url where the page came from, after redirects
   * @return at most 50 addresses, each once; empty where {@code url} is no web address
   */
  public static List<Candidate> find(String html, String url) {
    if (!DiscoveryAddress.isWeb(url)) {
      return List.of();
    }
    String start = html.length() > LONGEST_PAGE ? html.substring(0, LONGEST_PAGE) : html;
    Document page = Jsoup.parse(start, url);
    Element base = page.selectFirst("base[href]");
    String baseUrl = base == null ? "" : DiscoveryAddress.resolve(url, base.attr("href"));
    Found found = new Found(url, baseUrl.isEmpty() ? url : baseUrl);
    declared(page, found);
    for (String known : DiscoveryHosts.known(page, found.base, url)) {
      found.add(known, null, null, Kind.KNOWN, 0);
    }
    linked(page, found);
    boolean sure =
        found.all().stream()
            .anyMatch(c -> c.role == Role.POSTS && c.kind.compareTo(Kind.KNOWN) <= 0);
    if (!sure) {
      for (String guess : DiscoveryHosts.guesses(page, url)) {
        found.add(guess, null, null, Kind.GUESS, 0);
      }
    }
    return found.best();
  }

  private static void declared(Document page, Found found) {
    for (Element link : page.select("link[href]")) {
      Set<String> rel =
          Set.copyOf(List.of(link.attr("rel").toLowerCase(Locale.ROOT).split("\\s+", -1)));
      String href = link.attr("href").strip();
      String title = link.attr("title").strip();
      String type = link.attr("type").toLowerCase(Locale.ROOT);
      boolean alternate =
          rel.contains("alternate")
              && !rel.contains("stylesheet")
              && isFeed(type, href, title, link.hasAttr("hreflang") || link.hasAttr("media"));
      if (alternate || (rel.contains("feed") && !type.contains("html"))) {
        found.add(href, title, DiscoveryAddress.mediaType(type), Kind.DECLARED, 0);
      }
    }
  }

  /** Whether an alternate of the page is a feed, and not its translation or its oEmbed. */
  private static boolean isFeed(String type, String href, String title, boolean sameInOtherForm) {
    String media = DiscoveryAddress.mediaType(type);
    boolean feedLike = DiscoveryAddress.likeness(href) > 0 || DiscoveryAddress.namesFeed(title);
    if (media == null) {
      return feedLike && !sameInOtherForm;
    }
    if (media.contains("oembed") || type.contains("type=entry")) {
      return false;
    }
    return switch (media) {
      case "application/feed+json", "application/rdf+xml" -> true;
      case "application/xml", "text/xml", "application/json" -> feedLike;
      default -> media.contains("rss") || media.contains("atom");
    };
  }

  private static void linked(Document page, Found found) {
    int links = 0;
    for (Element link : page.select("a[href], area[href]")) {
      String href = link.attr("href").strip();
      int likeness = DiscoveryAddress.likeness(href);
      String media = DiscoveryAddress.mediaType(link.attr("type").toLowerCase(Locale.ROOT));
      boolean typed = media != null && (media.contains("rss") || media.contains("atom"));
      if (likeness == 0 && !typed) {
        continue;
      }
      if (++links > MOST_LINKS) {
        return;
      }
      String title = link.hasAttr("title") ? link.attr("title") : text(link);
      found.add(href, title.strip(), media, Kind.LINKED, typed ? 2 : likeness);
    }
  }

  /** The beginning of a link's text; links may be nested in one another, so not the whole. */
  private static String text(Element link) {
    StringBuilder text = new StringBuilder();
    Iterator<Node> nodes = link.nodeStream().limit(MOST_NODES_OF_TITLE).iterator();
    while (nodes.hasNext() && text.length() < LONGEST_TITLE) {
      if (nodes.next() instanceof TextNode node) {
        String words = node.getWholeText();
        text.append(words, 0, Math.min(words.length(), LONGEST_TITLE));
      }
    }
    return text.toString();
  }

  /** What was found so far, each address once. */
  private static final class Found {
    private record Ranked(Candidate candidate, boolean elsewhere, int likeness) {}

    private final String page;
    private final String base;
    private final Map<String, Ranked> byKey = new HashMap<>();
    private final List<Ranked> inOrder = new ArrayList<>();

    Found(String page, String base) {
      this.page = page;
      this.base = base;
    }

    void add(String href, @Nullable String title, @Nullable String type, Kind kind, int likeness) {
      String url = DiscoveryAddress.resolve(base, href);
      String key = DiscoveryAddress.key(url);
      if (url.isEmpty() || key.equals(DiscoveryAddress.key(page)) || byKey.containsKey(key)) {
        return;
      }
      Role role = DiscoveryAddress.role(url, title);
      String name = title == null || title.isBlank() ? null : cut(title);
      Candidate candidate = new Candidate(url, name, type, kind, role);
      Ranked ranked = new Ranked(candidate, !DiscoveryAddress.sameHost(url, page), likeness);
      byKey.put(key, ranked);
      inOrder.add(ranked);
    }

    List<Candidate> all() {
      return inOrder.stream().map(Ranked::candidate).toList();
    }

    List<Candidate> best() {
      Comparator<Ranked> best =
          Comparator.comparing((Ranked r) -> r.candidate.kind == Kind.GUESS)
              .thenComparing(r -> r.candidate.role)
              .thenComparing(r -> r.candidate.kind)
              .thenComparing(r -> r.candidate.kind == Kind.LINKED && r.elsewhere)
              .thenComparingInt(r -> -r.likeness);
      return inOrder.stream().sorted(best).map(Ranked::candidate).limit(MOST_CANDIDATES).toList();
    }

    /** One line, not too long. */
    private static String cut(String title) {
      String line = String.join(" ", title.strip().split("\\s+", -1));
      int characters = line.codePointCount(0, line.length());
      return line.substring(0, line.offsetByCodePoints(0, Math.min(characters, LONGEST_TITLE)));
    }
  }
}
