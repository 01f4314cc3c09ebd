package orrery.curate;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article;

/**
 * What of an entry tells whether it is the same post as another.
 *
 * @param id digest of the feed's own id ({@link Identity#keys}); null for none
 * @param link digest of the post's address; null where it has none that tells it from others
 * @param title plain text
 * @param titled whether its author gave it that title, rather than its text beginning so
 * @param said the date that the feed gives it; null for none
 * @param own whether the feed is its home, rather than one that passes it on
 * @param text its whole text, plain; asked for only where nothing else decides
 */
public record Signs(
    @Nullable Long id,
    @Nullable Long link,
    String title,
    boolean titled,
    @Nullable Instant said,
    boolean own,
    Supplier<String> text) {

  /** The signs of an article with this text. */
  public static Signs of(Article article, Supplier<String> text) {
    return new Signs(
        article.keys().id(),
        article.keys().link(),
        article.title(),
        article.titled(),
        article.entry().date(),
        article.own(),
        text);
  }

  /** The same with another id and address. */
  Signs with(@Nullable Long otherId, @Nullable Long otherLink) {
    return new Signs(otherId, otherLink, title, titled, said, own, text);
  }
}
