/**
 * The small web server.
 *
 * <p>A folder and a port enter; the folder's files leave over HTTP, to this computer only. It fails
 * with {@link java.io.IOException} where the port is taken.
 */
@NullMarked
package orrery.web;

import org.jspecify.annotations.NullMarked;
