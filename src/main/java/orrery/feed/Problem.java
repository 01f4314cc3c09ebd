package orrery.feed;

/**
 * Something that is wrong with a document, said so that its author can mend it.
 *
 * @param level how much it matters
 * @param code a short lasting name, words joined by hyphens: {@code ill-formed}, {@code bad-date}
 * @param message one sentence in plain English that says what is wrong and, where it is not
 *     obvious, how to mend it
 * @param line from 1, or 0 where no line can be named
 */
public record Problem(Level level, String code, String message, int line) {
  /** How much a problem matters. */
  public enum Level {
    /** Nothing is lost; other readers may be less forgiving. */
    INFO,
    /** Understood by guessing, or a part was left out. */
    WARNING,
    /** The document, or an entry of it, could not be used. */
    ERROR
  }

  /** The message, after the line where there is one. */
  public String words() {
    return line > 0 ? "Line " + line + ": " + message : message;
  }
}
