/**
 * Identity and judgement: which entry is which, and what becomes of it on a planet.
 *
 * <p>{@link orrery.curate.Decider} takes what is known of a feed and what the feed says now, and
 * returns the changes to make, with {@link orrery.curate.Kinship}, which says of two entries
 * whether they are one post; {@link orrery.curate.Absence} takes two documents of a feed, and
 * returns what its author took out between them; {@link orrery.curate.Judge} takes the entries that
 * await a verdict on a planet, and what was taken down from it, and returns one for each; {@link
 * orrery.curate.Expiry} lets go of what the planet no longer keeps. Pure: no socket, file, clock or
 * database, the time is a parameter, and nothing can fail.
 */
@NullMarked
package orrery.curate;

import org.jspecify.annotations.NullMarked;
