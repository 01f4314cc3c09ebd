package orrery.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import orrery.feed.Candidate;
import orrery.feed.Candidate.Before;
import orrery.feed.Post;
import orrery.feed.Ruling;
import orrery.feed.Tag;
import orrery.feed.Verdict;
import orrery.store.Posts.Touch;
import orrery.store.Tally.Counted;

/** Keeps the verdicts of a planet, with all that is counted and listed by them. */
final class Verdicts {
  /** How many keys are asked for at once. */
  private static final int CHUNK = 1000;

  private final Jdbi jdbi;
  private final long planet;

  Verdicts(Jdbi jdbi, long planet) {
    this.jdbi = jdbi;
    this.planet = planet;
  }

  /**
   * Keeps these verdicts, in one transaction, and says what they touch of the site. Duplicates of a
   * post that was judged anew wait for a verdict afterwards.
   *
   * @param pages the planet's pages of posts that keep rules of their own: by path, the numbers of
   *     those of these entries that stand there
   * @param now since when those verdicts stand that were not the same before
   */
  List<Touch> apply(List<Ruling> rulings, Map<String, Set<Long>> pages, Instant now) {
    try {
      return jdbi.inTransaction(
          handle -> {
            handle.execute("update planet set waiting = false where id = ?", planet);
            if (rulings.isEmpty()) {
              return List.of();
            }
            handle.execute("update planet set rendering = null where id = ?", planet);
            Set<Long> originals = originals(handle, rulings);
            Tally tally = Tally.of(handle, planet);
            List<Touch> touches = new ArrayList<>();
            Set<Long> others = new HashSet<>();
            Set<String> every = new HashSet<>();
            for (Ruling ruling : rulings) {
              Candidate candidate = ruling.candidate();
              Set<String> tags = new HashSet<>();
              Set<String> languages = new HashSet<>();
              if (candidate.verdict() != null) {
                withdraw(handle, tally, candidate, tags, languages, others);
                pages.keySet().forEach(page -> unlist(handle, page, candidate));
              }
              if (ruling.verdict().kind() == Verdict.Kind.SHOWN) {
                candidate.tags().forEach(tag -> tags.add(tag.key()));
                languages.addAll(Posts.language(Post.primary(candidate.language())));
              }
              every.addAll(tags);
              touches.add(new Touch(candidate.feed(), candidate.date(), tags, languages));
              if (!ruling.date().equals(candidate.date())) {
                touches.add(new Touch(candidate.feed(), ruling.date(), tags, languages));
              }
              if (ruling.of() != 0) {
                others.add(ruling.of());
              }
            }
            free(handle, originals);
            insert(handle, tally, rulings, now);
            list(handle, rulings, pages);
            tally.finish();
            touches.addAll(Labels.settle(handle, planet, given(rulings), every));
            Gists.enqueue(handle, planet, rulings);
            others.addAll(Gists.referrers(handle, planet, rulings));
            lookThrough(handle, rulings);
            if (Takedowns.followed(handle, planet, rulings)) {
              handle.execute("update planet set waiting = true where id = ?", planet);
            }
            others.forEach(other -> touches.add(touch(handle, other)));
            return touches;
          });
    } catch (SQLException e) {
      throw Batch.broken(e);
    }
  }

  /**
   * Has what is a copy of these judged again, but for what is judged now: they were revised, and
   * may no longer be what their copies are copies of.
   */
  private void free(Handle handle, Set<Long> originals) {
    int freed = 0;
    for (long original : originals) {
      freed +=
          handle.execute(
              """
              update post set revision = -1
              where planet_id = ? and verdict in ('duplicate', 'withdrawn') and of_entry = ?
              """,
              planet,
              original);
    }
    if (freed > 0) {
      handle.execute("update planet set waiting = true where id = ?", planet);
    }
  }

  /** The tags of those that are shown. */
  private static List<Tag> given(List<Ruling> rulings) {
    return rulings.stream()
        .filter(ruling -> ruling.verdict().kind() == Verdict.Kind.SHOWN)
        .flatMap(ruling -> ruling.candidate().tags().stream())
        .toList();
  }

  /** Has the posts of feeds looked through for pictures. */
  private void lookThrough(Handle handle, List<Ruling> rulings) {
    handle
        .createUpdate(
            """
            update subscription set pictured = false
            where planet_id = :planet and feed_id = any(:feeds) and pictured
            """)
        .bind("planet", planet)
        .bindByType(
            "feeds",
            rulings.stream()
                .map(ruling -> ruling.candidate().feed())
                .distinct()
                .toArray(Long[]::new),
            Long[].class)
        .execute();
  }

  /** Which of these are posts that stand for others. */
  private Set<Long> originals(Handle handle, List<Ruling> rulings) {
    Set<Long> originals = new HashSet<>();
    List<Long> judgedBefore =
        rulings.stream()
            .map(Ruling::candidate)
            .filter(candidate -> candidate.verdict() != null)
            .map(Candidate::entry)
            .toList();
    for (int from = 0; from < judgedBefore.size(); from += CHUNK) {
      List<Long> some = judgedBefore.subList(from, Math.min(judgedBefore.size(), from + CHUNK));
      handle
          .createQuery(
              """
              select distinct of_entry from post
              where of_entry = any(:some) and planet_id = :planet
                and verdict in ('duplicate', 'withdrawn')
              """)
          .bind("planet", planet)
          .bindByType("some", some.toArray(Long[]::new), Long[].class)
          .mapTo(Long.class)
          .forEach(originals::add);
    }
    return originals;
  }

  /**
   * Takes an earlier verdict back.
   *
   * @param tags to which those that the post had are added
   * @param languages to which the one that the post had is added
   * @param others to which the post that stood for it is added
   */
  private void withdraw(
      Handle handle,
      Tally tally,
      Candidate candidate,
      Set<String> tags,
      Set<String> languages,
      Set<Long> others) {
    long date = candidate.date().toEpochMilli();
    handle
        .createQuery(
            """
            select tags, of_entry, language, verdict, links from post
            where planet_id = ? and entry_id = ?
            """)
        .bind(0, planet)
        .bind(1, candidate.entry())
        .map(
            (row, context) -> {
              List<Tag> had =
                  Lines.read(
                      row.getString("tags"),
                      parts ->
                          Posts.spelt(parts[0], untag(handle, parts[0], date, candidate.entry())));
              had.forEach(tag -> tags.add(tag.key()));
              String language = row.getString("language");
              languages.addAll(Posts.language(language));
              tally.count(
                  new Counted(
                      candidate.feed(),
                      date,
                      row.getString("verdict"),
                      language,
                      had,
                      row.getString("links")),
                  -1);
              long of = row.getLong("of_entry");
              return row.wasNull() || others.add(of);
            })
        .list();
    handle.execute(
        "delete from post where planet_id = ? and entry_id = ?", planet, candidate.entry());
  }

  /** Has posts stand on pages. They are read as tags' are, under a key that no tag has. */
  private void list(Handle handle, List<Ruling> rulings, Map<String, Set<Long>> pages)
      throws SQLException {
    try (var batch = new Batch(handle, "insert into post_tag values (?, ?, ?, ?, ?, ?)")) {
      for (Ruling ruling : rulings) {
        Candidate candidate = ruling.candidate();
        for (Map.Entry<String, Set<Long>> page : pages.entrySet()) {
          if (page.getValue().contains(candidate.entry())) {
            batch
                .set(planet)
                .set(Tally.PAGE + page.getKey())
                .set(ruling.date().toEpochMilli())
                .set(candidate.anchor())
                .set(candidate.entry())
                .set("")
                .add();
          }
        }
      }
      batch.execute();
    }
  }

  private void unlist(Handle handle, String page, Candidate candidate) {
    handle.execute(
        "delete from post_tag where planet_id = ? and tag = ? and date = ? and entry_id = ?",
        planet,
        Tally.PAGE + page,
        candidate.date().toEpochMilli(),
        candidate.entry());
  }

  /** Takes a tag off a post, and returns how the post spelt it. */
  private String untag(Handle handle, String tag, long date, long entry) {
    String label =
        handle
            .createQuery(
                """
                select label from post_tag
                where planet_id = ? and tag = ? and date = ? and entry_id = ?
                """)
            .bind(0, planet)
            .bind(1, tag)
            .bind(2, date)
            .bind(3, entry)
            .mapTo(String.class)
            .one();
    handle.execute(
        "delete from post_tag where planet_id = ? and tag = ? and date = ? and entry_id = ?",
        planet,
        tag,
        date,
        entry);
    return label;
  }

  private Touch touch(Handle handle, long entry) {
    return handle
        .createQuery(
            """
            select e.feed_id, coalesce(p.date, e.date) as date, p.tags, e.language
            from entry e left join post p on p.planet_id = ? and p.entry_id = e.id
            where e.id = ?
            """)
        .bind(0, planet)
        .bind(1, entry)
        .map(
            (row, context) ->
                new Touch(
                    row.getLong("feed_id"),
                    Instant.ofEpochMilli(row.getLong("date")),
                    Posts.tags(row.getString("tags")).stream()
                        .map(Tag::key)
                        .collect(Collectors.toSet()),
                    Posts.language(Post.primary(row.getString("language")))))
        .one();
  }

  private void insert(Handle handle, Tally tally, List<Ruling> rulings, Instant now)
      throws SQLException {
    Map<Long, String> links = links(handle, rulings);
    try (var posts =
            new Batch(
                handle,
                """
                insert into post (planet_id, entry_id, feed_id, verdict, rule, detail, of_entry,
                  date, anchor, revision, tags, language, links, since, until, front)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        var tags = new Batch(handle, "insert into post_tag values (?, ?, ?, ?, ?, ?)")) {
      for (Ruling ruling : rulings) {
        Candidate candidate = ruling.candidate();
        long date = ruling.date().toEpochMilli();
        boolean shown = ruling.verdict().kind() == Verdict.Kind.SHOWN;
        posts
            .set(planet)
            .set(candidate.entry())
            .set(candidate.feed())
            .set(ruling.verdict().kind().label())
            .set(ruling.verdict().rule())
            .set(ruling.verdict().detail())
            .set(ruling.of() == 0 ? null : (Long) ruling.of())
            .set(date)
            .set(candidate.anchor())
            .set(candidate.revision())
            .set(shown ? Posts.tags(candidate.tags()) : null)
            .set(shown ? Post.primary(candidate.language()) : null)
            .set(links.get(candidate.entry()))
            .set(since(ruling, now).toEpochMilli())
            .set(Feeds.millis(ruling.until()))
            .set(ruling.front())
            .add();
        tally.count(
            new Counted(
                candidate.feed(),
                date,
                ruling.verdict().kind().label(),
                Post.primary(candidate.language()),
                candidate.tags(),
                links.get(candidate.entry())),
            1);
        if (shown) {
          for (Tag tag : candidate.tags()) {
            tags.set(planet)
                .set(tag.key())
                .set(date)
                .set(candidate.anchor())
                .set(candidate.entry())
                .set(Posts.spelling(tag))
                .add();
          }
        }
      }
      posts.execute();
      tags.execute();
    }
  }

  private static Instant since(Ruling ruling, Instant now) {
    Before before = ruling.candidate().before();
    return before != null
            && before.since() != null
            && before.verdict().kind() == ruling.verdict().kind()
        ? before.since()
        : now;
  }

  /** Where those of these posts link that are shown. */
  private static Map<Long, String> links(Handle handle, List<Ruling> rulings) {
    List<Long> shown =
        rulings.stream()
            .filter(ruling -> ruling.verdict().kind() == Verdict.Kind.SHOWN)
            .map(ruling -> ruling.candidate().entry())
            .toList();
    Map<Long, String> links = new HashMap<>();
    for (int from = 0; from < shown.size(); from += CHUNK) {
      List<Long> some = shown.subList(from, Math.min(shown.size(), from + CHUNK));
      handle
          .createQuery("select entry_id, links from links where entry_id = any(:some)")
          .bindByType("some", some.toArray(Long[]::new), Long[].class)
          .map((row, context) -> links.put(row.getLong(1), row.getString(2)))
          .list();
    }
    return links;
  }
}
