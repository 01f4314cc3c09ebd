package orrery.feed;

import java.time.Instant;

/**
 * A whole host that wants to be left alone.
 *
 * @param host in lower case
 * @param status the answer that asked for it: 429 or 503
 * @param until when it may be asked again
 */
public record Hold(String host, int status, Instant until) {}
