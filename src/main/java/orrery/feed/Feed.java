package orrery.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a feed says about itself.
 *
 * @param format which format the document is in
 * @param encoding the character encoding it was read with, an IANA name in lower case
 * @param id the feed's own id (Atom {@code id}, the RSS 1.0 channel's {@code rdf:about}), verbatim
 * @param title null where the feed has none
 * @param description Atom {@code subtitle}, RSS {@code description}
 * @param url absolute address of the site or page the feed belongs to
 * @param feedUrl the feed's own address as it says it ({@code link rel="self"}, {@code feed_url})
 * @param links all links, in the document's order
 * @param authors the feed's authors; they stand for entries that name none
 * @param updated when the feed says that it last changed
 * @param categories of the feed as a whole
 * @param language BCP 47 tag
 * @param rights plain text
 * @param generator plain text: name, and version where it is said
 * @param image absolute address of a logo or picture
 * @param icon absolute address of a small square picture
 * @param hubs absolute addresses of WebSub hubs (W3C WebSub, section 4)
 * @param pace what the feed says about how often to ask
 */
public record Feed(
    Format format,
    String encoding,
    @Nullable String id,
    @Nullable Text title,
    @Nullable Text description,
    @Nullable String url,
    @Nullable String feedUrl,
    List<Link> links,
    List<Author> authors,
    @Nullable Instant updated,
    List<Category> categories,
    @Nullable String language,
    @Nullable String rights,
    @Nullable String generator,
    @Nullable String image,
    @Nullable String icon,
    List<String> hubs,
    Pace pace) {

  /** Copies the lists. */
  public Feed {
    links = List.copyOf(links);
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    hubs = List.copyOf(hubs);
  }
}
