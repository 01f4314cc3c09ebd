package orrery;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.config.Planet;
import orrery.curate.Identity;
import orrery.feed.Takedown;
import orrery.store.Posts;
import orrery.store.Posts.Home;
import orrery.store.Store;

/**
 * Takes posts down from a planet, and lets them come back. It takes effect with the next cycle;
 * until then nothing is touched, so that it may be done at any time.
 */
public final class Removal {
  private final Posts posts;
  private final InstantSource clock;

  /** For this planet. */
  public Removal(Store store, Planet planet, InstantSource clock) {
    this.posts = store.posts(Edition.name(planet));
    this.clock = clock;
  }

  /**
   * The maintainer takes a post down, and all that is the same post.
   *
   * @param url its address in any spelling, or its id
   * @param why what is told of it; null for nothing
   * @return how many entries that concerns: 0 where nothing of that address was collected yet, and
   *     it will stay away when it comes; -1 where it is no address, and no id that is known, so
   *     that nothing was done
   */
  public int hide(String url, @Nullable String why) {
    long link = Identity.linkKey(url);
    return Reader.isAddress(url) || posts.knows(url, link)
        ? posts.hide(url, link, why, 0, clock.instant())
        : -1;
  }

  /**
   * The author of a feed takes down one of its posts. Feeds that pass it on lose it too; a post
   * that is at home in another feed stays, as anyone can copy an id, an address or a text.
   *
   * @param feed the address of the author's feed
   * @param url of the post, in any spelling
   * @return why that was not done, a sentence or two; null where it was
   */
  @Nullable String hideOwn(String feed, String url) {
    long author = Identity.linkKey(feed);
    long link = Identity.linkKey(url);
    List<Home> homes = posts.homes(link);
    List<Home> theirs =
        homes.stream().filter(home -> Identity.linkKey(home.url()) == author).toList();
    if (theirs.isEmpty()) {
      return "No post of your feed has that address.";
    }
    Home mine = theirs.getFirst();
    if (homes.stream().anyMatch(home -> home.own() && home.feed() != mine.feed())) {
      return "The post is at home in another feed of the planet too; ask its maintainer.";
    }
    posts.hide(url, link, null, mine.feed(), clock.instant());
    return null;
  }

  /** Whether two addresses are spellings of one. */
  public static boolean sameAddress(String one, String other) {
    return Identity.linkKey(one) == Identity.linkKey(other);
  }

  /** Lets a post come back, on its date; false where none of that address or id is hidden. */
  public boolean unhide(String url) {
    return posts.unhide(url, Identity.linkKey(url));
  }

  /** What is taken down, in the order in which it was. */
  public List<Takedown> all() {
    return posts.hidden();
  }
}
