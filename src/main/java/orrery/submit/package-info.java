/**
 * What a submission is, and what happens to it.
 *
 * <p>A feed that somebody wants on a planet enters, as it was understood; a {@link
 * orrery.submit.Review} leaves: whether it can be taken, and what its author or the maintainer
 * should know. Pure: no socket, file, clock or database, and nothing can fail.
 */
@NullMarked
package orrery.submit;

import org.jspecify.annotations.NullMarked;
