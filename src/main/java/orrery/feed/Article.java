package orrery.feed;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was made of an entry: cleaned, tagged, and with what it is recognised by. Safe to print as
 * {@link Post} is.
 *
 * @param entry as it was read
 * @param asRead the entry as it was read, in the form in which it is kept
 * @param fingerprint of {@code asRead}: equal exactly where the feed says the same again
 * @param keys what the entry is recognised by
 * @param url the post's home, an absolute http(s) address; null where it has none
 * @param title plain text, never empty
 * @param html cleaned body, empty where the entry has none
 * @param excerpt the beginning of the text, plain
 * @param authors without e-mail addresses
 * @param tags most telling first
 * @param language BCP 47 tag
 * @param image absolute address
 * @param attachments with absolute http(s) addresses
 * @param links where its text leads, but for its own site
 * @param own whether the feed is the post's home, rather than one that passes it on
 * @param rights what is said of who may do what with it, plain text
 */
public record Article(
    Entry entry,
    byte[] asRead,
    long fingerprint,
    Keys keys,
    @Nullable String url,
    String title,
    String html,
    String excerpt,
    List<Author> authors,
    List<Tag> tags,
    @Nullable String language,
    @Nullable String image,
    List<Attachment> attachments,
    List<Outlink> links,
    boolean own,
    @Nullable String rights) {

  /** Whether the title is the author's own, rather than the beginning of the text. */
  public boolean titled() {
    return entry.titled();
  }

  /** The same, in another language. */
  public Article in(@Nullable String spoken) {
    return Objects.equals(spoken, language)
        ? this
        : new Article(
            entry,
            asRead,
            fingerprint,
            keys,
            url,
            title,
            html,
            excerpt,
            authors,
            tags,
            spoken,
            image,
            attachments,
            links,
            own,
            rights);
  }

  /** Copies the lists. */
  public Article {
    authors = List.copyOf(authors);
    tags = List.copyOf(tags);
    attachments = List.copyOf(attachments);
    links = List.copyOf(links);
  }

  /**
   * What an entry is recognised by when it comes again: digests, which say nothing but whether two
   * are the same.
   *
   * @param id of the feed's own id
   * @param link of the post's address without what varies between spellings of one address
   * @param text of the text, null where it is too short to tell posts apart
   * @param marks of weaker signs, by which entries that may be one are found; nothing is decided by
   *     them alone
   * @param former marks of the ids and addresses that it had before
   */
  public record Keys(
      @Nullable Long id,
      @Nullable Long link,
      @Nullable Long text,
      List<Long> marks,
      List<Long> former) {
    /** Copies the lists. */
    public Keys {
      marks = List.copyOf(marks);
      former = List.copyOf(former);
    }
  }
}
