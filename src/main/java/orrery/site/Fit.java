package orrery.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import orrery.feed.Post;

/**
 * How much of the newest posts fits on the front page. Where they are too long, the longest have
 * but their excerpts there; where these, too, are too many, the page ends earlier. The day pages
 * have all, and whole. What is shown how follows from the posts alone.
 */
final class Fit {
  /** The longest page, in bytes; one of nothing but a post is as long as it is. */
  static final int PAGE = 100_000;

  /** What a post takes but for its texts, rather more than less. */
  private static final int FRAME = 1_200;

  /** What stands with an excerpt: who saves less by one leaves the post whole. */
  private static final int LINK = 300;

  private final List<Post> posts;
  private int count;

  /**
   * Posts of which the first are to be shown.
   *
   * @param count how many
   */
  Fit(List<Post> newest, int count) {
    this.posts = new ArrayList<>(newest);
    this.count = count;
  }

  /** The posts, those that are too long without their bodies. */
  List<Post> posts() {
    return posts;
  }

  /** How many of them are to be shown. */
  int count() {
    return count;
  }

  /**
   * Makes less of the posts where the page of them is too long.
   *
   * @param page how long it is, in bytes
   * @return whether there is less of them now
   */
  boolean shorten(int page) {
    int over = page - PAGE;
    boolean any = false;
    while (over > 0) {
      int longest = longest();
      if (longest >= 0) {
        Post post = posts.get(longest);
        over -= bytes(post.html()) - bytes(post.excerpt());
        // What goes on elsewhere has its related posts there.
        posts.set(longest, post.with("").with(post.alsoIn(), List.of()));
      } else if (count > 1) {
        count--;
        Post last = posts.get(count);
        over -= FRAME + bytes(last.html().isEmpty() ? last.excerpt() : last.html());
      } else {
        break;
      }
      any = true;
    }
    return any;
  }

  /** The one of which most goes where it is but an excerpt, -1 where nothing would. */
  private int longest() {
    int longest = -1;
    int length = LINK;
    for (int i = 0; i < count; i++) {
      int more = posts.get(i).html().length() - posts.get(i).excerpt().length();
      if (more > length) {
        longest = i;
        length = more;
      }
    }
    return longest;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
