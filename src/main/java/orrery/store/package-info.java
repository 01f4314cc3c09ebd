/**
 * The database: all that was ever collected, and what planets made of it. The only SQL.
 *
 * <p>{@link orrery.store.Store} opens it and hands out what works on it: {@link orrery.store.Feeds}
 * (what is known of feeds), {@link orrery.store.Entries} (what was collected, shared by all
 * planets, and what feeds list), {@link orrery.store.Pruning} (what of that is dropped), {@link
 * orrery.store.Recuration} (what is made of it anew), {@link orrery.store.Hubs} (subscriptions of
 * feeds at their hubs), {@link orrery.store.Submissions} (what bloggers submitted, and what became
 * of it) and {@link orrery.store.Posts} (the verdicts of one planet, which {@link
 * orrery.store.Docket} prepares and {@link orrery.store.Verdicts} keeps, what was taken down from
 * it, and what its pages show, counted by {@link orrery.store.Tally}). Every change is one
 * transaction. H2 is embedded; the SQL is what PostgreSQL speaks too.
 *
 * <p>It fails with {@link orrery.store.StoreException} where the database cannot be opened, and
 * with Jdbi's unchecked exceptions where it breaks under way.
 */
@NullMarked
package orrery.store;

import org.jspecify.annotations.NullMarked;
