/**
 * Pictures made small and harmless.
 *
 * <p>In go the bytes that a server or a file gave; out come bytes of our own making, or why there
 * are none. What is not a picture, is too big or is broken becomes a value; nothing here throws.
 * {@link orrery.picture.Scaler} looks at the dimensions before it decodes anything, so that a small
 * file cannot ask for much memory. This package holds AWT, which is loaded with the first picture.
 */
@NullMarked
package orrery.picture;

import org.jspecify.annotations.NullMarked;
