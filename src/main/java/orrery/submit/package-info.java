/**
 * What a submission is, and what happens to it.
 *
 * <p>What is known of a feed that somebody wants on a planet enters {@link orrery.submit.Checks},
 * and a {@link orrery.feed.Report} leaves: rule by rule what its author or the maintainer should
 * know, and whether the planet can have it at all. {@link orrery.submit.Requirements} say whether
 * it needs a maintainer's word, and {@link orrery.submit.Proof} whether a blog is the submitter's.
 * Pure: no socket, file, clock or database, and nothing can fail but the reading of a config's
 * requirements.
 */
@NullMarked
package orrery.submit;

import org.jspecify.annotations.NullMarked;
