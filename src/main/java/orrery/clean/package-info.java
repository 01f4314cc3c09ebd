/**
 * Makes what a feed says safe to print.
 *
 * <p>What enters is an {@link orrery.feed.Text} as it was read: hostile. What leaves is HTML of a
 * short allow list with absolute addresses ({@link orrery.clean.Cleaner}), plain text of one line
 * ({@link orrery.clean.PlainText}), or an address that may be followed ({@link
 * orrery.clean.Addresses}). Nothing here fails on bad input: what is not understood is left out.
 * Cleaning what is clean changes nothing.
 */
@NullMarked
package orrery.clean;

import org.jspecify.annotations.NullMarked;
