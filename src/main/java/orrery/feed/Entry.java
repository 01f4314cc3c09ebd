package orrery.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry (a post, an item) as the feed says it: understood, not yet cleaned or judged.
 *
 * @param id the entry's own id (Atom {@code id}, RSS {@code guid}, {@code rdf:about}, JSON Feed
 *     {@code id}), verbatim; null where it has none
 * @param url absolute address of the post, for people to follow; null where it has none
 * @param title null where the entry has none
 * @param summary a short form, where the feed gives one beside or instead of the body
 * @param content the fullest body that the feed gives; null where it gives none
 * @param authors the entry's own authors, else those of its source, else the feed's
 * @param published when it was first published
 * @param updated when it last changed
 * @param categories in the document's order
 * @param attachments in the document's order
 * @param links all links, in the document's order
 * @param image absolute address of a picture that stands for the entry
 * @param language BCP 47 tag, inherited from the feed where the entry says none
 * @param rights plain text
 * @param source where an aggregated entry first stood; null where the feed is its home
 * @param problems what is wrong with this entry
 */
public record Entry(
    @Nullable String id,
    @Nullable String url,
    @Nullable Text title,
    @Nullable Text summary,
    @Nullable Text content,
    List<Author> authors,
    @Nullable Instant published,
    @Nullable Instant updated,
    List<Category> categories,
    List<Attachment> attachments,
    List<Link> links,
    @Nullable String image,
    @Nullable String language,
    @Nullable String rights,
    @Nullable Source source,
    List<Problem> problems) {

  /** Copies the lists. */
  public Entry {
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    attachments = List.copyOf(attachments);
    links = List.copyOf(links);
    problems = List.copyOf(problems);
  }

  /** Whether its author gave it a title. */
  public boolean titled() {
    return title != null && !title.value().isBlank();
  }

  /** The date that it says: when it was published, or changed where that is all it says. */
  public @Nullable Instant date() {
    return published != null ? published : updated;
  }
}
