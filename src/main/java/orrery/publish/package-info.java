/**
 * Bytes become files.
 *
 * <p>A path and its bytes enter; a file of the site leaves, whole: written beside its place and
 * moved there in one step, and only where it changed. What is no longer part of the site is removed
 * last, and only if it was written here. It fails with {@link java.io.IOException} where the folder
 * cannot be written.
 */
@NullMarked
package orrery.publish;

import org.jspecify.annotations.NullMarked;
