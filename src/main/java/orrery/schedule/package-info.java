/**
 * When a cycle runs: Quartz.
 *
 * <p>Cron expressions or intervals enter, and what to do; it is done on time, never twice at once,
 * until it is closed. A cycle that fails does not end the schedule. It fails with {@link
 * java.lang.IllegalArgumentException} where the schedule cannot be understood.
 */
@NullMarked
package orrery.schedule;

import org.jspecify.annotations.NullMarked;
