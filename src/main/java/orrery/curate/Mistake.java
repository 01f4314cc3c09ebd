package orrery.curate;

/** A rule that is none; the message says what is wrong and how to mend it. */
public final class Mistake extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private final int offset;

  /**
   * A mistake.
   *
   * @param message goes on after the rule's name and a colon
   * @param offset where in what is written, in chars from 0; -1 where it cannot be said
   */
  Mistake(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Where in what is written, in chars from 0; -1 where it cannot be said. */
  public int offset() {
    return offset;
  }
}
