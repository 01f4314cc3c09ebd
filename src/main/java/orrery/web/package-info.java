/**
 * The small web servers.
 *
 * <p>Folders and a port enter, or counts of what cycles do; files and metrics leave over HTTP, to
 * this computer only. It fails with {@link java.io.IOException} where the port is taken. Pages that
 * are still worked on come from a {@link orrery.web.Live.Stage}, one by one. What hubs send comes
 * in by {@link orrery.web.Callback} and goes to {@link orrery.web.Deliveries}; what bloggers and
 * maintainers send passes {@link orrery.web.Reception} and goes to {@link orrery.web.Desk}.
 */
@NullMarked
package orrery.web;

import org.jspecify.annotations.NullMarked;
