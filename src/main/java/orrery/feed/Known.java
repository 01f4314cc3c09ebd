package orrery.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import orrery.feed.Article.Keys;

/**
 * What is known of an entry that was collected before.
 *
 * @param entry the store's number of it
 * @param keys what it is recognised by
 * @param fingerprint of its latest reading
 * @param title plain text
 * @param titled whether its author gave it that title
 * @param said the date that its feed gave it last; null for none
 * @param url the post's address
 */
public record Known(
    long entry,
    Keys keys,
    long fingerprint,
    String title,
    boolean titled,
    @Nullable Instant said,
    @Nullable String url) {}
