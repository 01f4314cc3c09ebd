/**
 * The planet's one file, feeds.ini.
 *
 * <p>A path enters; a {@link orrery.config.Planet} with its subscriptions leaves, beside {@link
 * orrery.config.Finding}s about whatever the file says that cannot be used. The dialects of Planet,
 * Venus and pluto are read as they are. {@link orrery.config.FeedsFile} edits the file and leaves
 * all it does not touch to the byte; {@link orrery.config.Changes} tells two states of it apart.
 *
 * <p>Only a file that cannot be read at all fails, with {@link orrery.config.ConfigException}; one
 * bad section is a finding, and the other feeds go on.
 */
@NullMarked
package orrery.config;

import org.jspecify.annotations.NullMarked;
