/**
 * What pages a planet has, and what is on them.
 *
 * <p>Posts, blogs and counts enter; {@link orrery.site.Page}s leave: a path and its bytes. {@link
 * orrery.site.Site} names every page, {@link orrery.site.Theme} holds the templates (FreeMarker,
 * which no other package sees), {@link orrery.site.Words} the words of a language, {@link
 * orrery.site.Paths} the addresses. Nothing here writes a file, asks a database or looks at the
 * clock: the same input gives the same bytes.
 *
 * <p>What can fail is a theme: {@link orrery.site.ThemeException} says which file and line.
 */
@NullMarked
package orrery.site;

import org.jspecify.annotations.NullMarked;
