/**
 * Orrery: a Planet. {@code Orrery} starts it, {@code Cycle} is the story of what it does, {@code
 * Proposals} what its maintainer is asked to do about feeds, {@code FrontDesk} where bloggers
 * submit theirs.
 */
@NullMarked
package orrery;

import org.jspecify.annotations.NullMarked;
