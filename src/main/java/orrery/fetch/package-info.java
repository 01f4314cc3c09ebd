/**
 * Polite and safe HTTP, for any program that reads feeds.
 *
 * <p>In go an address and the validators of the last answer; out comes a {@link
 * orrery.feed.Fetched}: a body, or why there is none. {@link orrery.fetch.Fetcher} asks, {@link
 * orrery.fetch.LocalFiles} reads files, {@link orrery.fetch.PublicAddresses} says which addresses
 * may be dialled, and {@link orrery.fetch.Politeness} says when to ask again. This package holds
 * the sockets; no type of the HTTP library leaves it.
 *
 * <p>Everything out there can fail, and all of it becomes a value: nothing here throws because of
 * what an address, a server or a file is like.
 */
@NullMarked
package orrery.fetch;

import org.jspecify.annotations.NullMarked;
