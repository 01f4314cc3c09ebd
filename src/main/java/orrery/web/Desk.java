package orrery.web;

import org.jspecify.annotations.Nullable;

/**
 * Where bloggers submit their feeds, and maintainers decide. Whoever comes here has passed the
 * limits and the tokens of {@link Reception}; what they say is still to be trusted in nothing. Safe
 * for several threads.
 */
public interface Desk {
  /** What is answered. */
  sealed interface Reply {
    /**
     * A document.
     *
     * @param type its media type
     */
    record Document(int status, String type, byte[] body) implements Reply {}

    /**
     * Somewhere else to look (303).
     *
     * @param path from the planet's root, such as {@code submit/4f}
     */
    record See(String path) implements Reply {}
  }

  /** Whether submissions are taken now: a config may be read anew. */
  boolean open();

  /** The header in which a proxy names a maintainer who has logged in there, null for none. */
  @Nullable String loginHeader();

  /**
   * {@code GET submit}: the form.
   *
   * @param token to be sent back by every form of the page, in the field {@code token}
   */
  Reply form(String token);

  /**
   * {@code POST submit}: looks at a blog or feed. It is done in the background.
   *
   * @param address as it was typed
   */
  Reply look(String address, String token);

  /**
   * {@code GET submit/ID}: what was found there, or how far it is.
   *
   * @param check as {@link #look} named it
   * @param feed which of the feeds found there, from 0; -1 for the one that suits best
   */
  Reply check(String check, int feed, String token);

  /**
   * {@code POST submit/ID}: submits one of the feeds.
   *
   * @param name as it was typed
   * @param face as it was typed, empty for none
   */
  Reply submit(String check, int feed, String name, String face, String token);

  /**
   * {@code GET submissions/SECRET}: how a submission stands.
   *
   * @param json whether a script asks
   */
  Reply state(String secret, boolean json, String token);

  /**
   * {@code POST submissions/SECRET}: what its submitter wants done about it.
   *
   * @param action as the page names it
   * @param value what was typed beside, empty for nothing
   */
  Reply act(String secret, String action, String value, String token);

  /** {@code POST submissions}: a script submits a feed, and waits until it was looked at. */
  Reply submit(byte[] json);

  /** {@code GET maintain}: all submissions. */
  Reply list(String token);

  /** {@code GET maintain/N}: one of them. */
  Reply show(long number, String token);

  /**
   * {@code POST maintain/N}: a maintainer decides.
   *
   * @param approve whether the planet is to have it
   * @param why as it was typed, empty for nothing
   */
  Reply decide(long number, boolean approve, String why, String token);
}
