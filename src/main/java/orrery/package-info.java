/** Orrery: a Planet. {@code Orrery} starts it, {@code Cycle} is the story of what it does. */
@NullMarked
package orrery;

import org.jspecify.annotations.NullMarked;
