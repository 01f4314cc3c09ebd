package orrery.web;

/** A request that is not to be answered as it wishes. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final long wait;

  /**
   * A refusal.
   *
   * @param words for whoever asked: what, and how to mend it
   */
  Refusal(int status, String words) {
    this(status, words, 0);
  }

  private Refusal(int status, String words, long wait) {
    super(words, null, false, false);
    this.status = status;
    this.wait = wait;
  }

  /** Too much was asked for; in so many seconds it can be asked for again. */
  static Refusal tooMuch(long seconds) {
    String when = seconds < 120 ? seconds + " seconds" : Math.ceilDiv(seconds, 60) + " minutes";
    return new Refusal(429, "Too many requests. Try again in " + when + ".", seconds);
  }

  /** Too many are here. */
  static Refusal full() {
    return new Refusal(503, "Too many are here now. Try again in 10 seconds.", 10);
  }

  int status() {
    return status;
  }

  String words() {
    return String.valueOf(getMessage());
  }

  /** Seconds, 0 where waiting does not help. */
  long seconds() {
    return wait;
  }
}
