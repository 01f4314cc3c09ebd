package orrery.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post as a planet shows it: what was made of an {@link Entry}. Safe to print: HTML is cleaned,
 * everything else is plain text or an absolute http(s) address.
 *
 * @param anchor lasting name of the post on the planet: letters and digits of ASCII only
 * @param blog whose post it is
 * @param id the author's own id, else the address of the post; what the planet's feeds give as id
 * @param url the post's home, null where it has none
 * @param title never empty; the beginning of the text where the author gave none
 * @param html cleaned body; empty where a listing does not need it or the entry has none
 * @param excerpt the beginning of the text, plain
 * @param authors without e-mail addresses
 * @param date where the planet puts it; it never moves
 * @param updated when a revision was first seen, null where there was none
 * @param tags most telling first
 * @param language BCP 47 tag
 * @param attachments enclosures
 * @param image absolute address of a picture that stands for it
 * @param alsoIn duplicates of it in other blogs of the planet
 * @param related other posts of the planet on the same things, most alike first
 * @param rights what is said of who may do what with it, plain text
 */
public record Post(
    String anchor,
    Blog blog,
    String id,
    @Nullable String url,
    String title,
    String html,
    String excerpt,
    List<Author> authors,
    Instant date,
    @Nullable Instant updated,
    List<Tag> tags,
    @Nullable String language,
    List<Attachment> attachments,
    @Nullable String image,
    List<AlsoIn> alsoIn,
    List<Related> related,
    @Nullable String rights) {

  /**
   * Where a post stands as well.
   *
   * @param name of the other blog
   * @param url of the post there
   */
  public record AlsoIn(String name, @Nullable String url) {}

  /**
   * A post on the same things.
   *
   * @param anchor its lasting name on the planet
   * @param date where the planet puts it
   * @param title plain text, never empty
   * @param blog the name of its blog
   * @param language BCP 47 tag; null where it is not known
   */
  public record Related(
      String anchor, Instant date, String title, String blog, @Nullable String language) {}

  /** Copies the lists. */
  public Post {
    authors = List.copyOf(authors);
    tags = List.copyOf(tags);
    attachments = List.copyOf(attachments);
    alsoIn = List.copyOf(alsoIn);
    related = List.copyOf(related);
  }

  /** The same post with this body. */
  public Post with(String body) {
    return with(body, image);
  }

  /** The same post with this body and picture. */
  public Post with(String body, @Nullable String picture) {
    return new Post(
        anchor,
        blog,
        id,
        url,
        title,
        body,
        excerpt,
        authors,
        date,
        updated,
        tags,
        language,
        attachments,
        picture,
        alsoIn,
        related,
        rights);
  }

  /** The same post, standing in these blogs as well, and with these related ones. */
  public Post with(List<AlsoIn> others, List<Related> alike) {
    return new Post(
        anchor,
        blog,
        id,
        url,
        title,
        html,
        excerpt,
        authors,
        date,
        updated,
        tags,
        language,
        attachments,
        image,
        others,
        alike,
        rights);
  }

  /**
   * The primary subtag of a language (RFC 5646, section 2.2.1): {@code de} of {@code de-AT}.
   *
   * @param language a BCP 47 tag
   */
  public static @Nullable String primary(@Nullable String language) {
    int end = language == null ? -1 : language.indexOf('-');
    return language == null || end < 0 ? language : language.substring(0, end);
  }
}
