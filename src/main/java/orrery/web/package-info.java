/**
 * The small web server.
 *
 * <p>A folder and a port enter; the folder's files leave over HTTP, to this computer only ({@link
 * orrery.web.Preview}). It fails with {@link java.io.IOException} where the port is taken. What
 * hubs send comes in by {@link orrery.web.Callback} and goes to {@link orrery.web.Deliveries}.
 */
@NullMarked
package orrery.web;

import org.jspecify.annotations.NullMarked;
