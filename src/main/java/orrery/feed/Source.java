package orrery.feed;

import org.jspecify.annotations.Nullable;

/**
 * Where an aggregated entry first stood (RFC 4287, section 4.2.11; RSS 2.0 {@code source}).
 *
 * @param id the source feed's id
 * @param title the source feed's title, plain text
 * @param url the source's page
 * @param feedUrl the source feed's own address
 */
public record Source(
    @Nullable String id, @Nullable String title, @Nullable String url, @Nullable String feedUrl) {}
