package orrery.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orrery.feed.Attachment;

/** Short descriptions, for where a picture or a name is lacking. */
final class Describe {
  private static final int HUES = 12;
  private static final int LONGEST_NAME = 80;

  private Describe() {}

  /** The first letters of the first and the last word, for a face without a picture. */
  static String initials(String name) {
    int first = -1;
    int last = -1;
    boolean inWord = false;
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetterOrDigit(c)) {
        if (!inWord && first < 0) {
          first = c;
        } else if (!inWord) {
          last = c;
        }
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        inWord = false;
      }
    }
    if (first < 0) {
      return "\u2022";
    }
    String letters = Character.toString(first) + (last < 0 ? "" : Character.toString(last));
    return letters.toUpperCase(Locale.ROOT);
  }

  /** A colour for a name, 0 to 11, the same one always. */
  static int hue(String name) {
    int hash = name.hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), HUES);
  }

  /** What a file is called, by its address. */
  static String fileName(String url, Words words) {
    int end = url.length();
    for (char mark : new char[] {'#', '?'}) {
      int at = url.indexOf(mark);
      end = at >= 0 && at < end ? at : end;
    }
    String name = url.substring(url.lastIndexOf('/', end - 1) + 1, end);
    return name.isEmpty() || name.length() > LONGEST_NAME ? words.say("file_other") : name;
  }

  /** Kind, size and duration: {@code audio, 23.4 MB, 41:07}. */
  static String file(Attachment a, Words words) {
    String type = a.type() == null ? "" : a.type().toLowerCase(Locale.ROOT);
    int slash = type.indexOf('/');
    String family = slash < 0 ? "" : type.substring(0, slash);
    String kind =
        switch (family) {
          case "audio" -> "file_audio";
          case "video" -> "file_video";
          case "image" -> "file_picture";
          default -> type.equals("application/pdf") ? "file_pdf" : "file_other";
        };
    List<String> about = new ArrayList<>();
    about.add(words.say(kind));
    if (a.length() > 0) {
      about.add(size(a.length(), words));
    }
    if (a.duration() > 0) {
      about.add(duration(a.duration()));
    }
    return String.join(words.say("comma"), about);
  }

  private static String size(long bytes, Words words) {
    List<String> units = words.list("sizes");
    long tenths = Math.max(1, bytes / 100);
    int unit = 0;
    while (tenths >= 10_000 && unit < units.size() - 1) {
      tenths /= 1000;
      unit++;
    }
    String number =
        tenths < 100
            ? tenths / 10 + words.say("decimal") + tenths % 10
            : Long.toString(tenths / 10);
    return words.say("size", number, units.get(unit));
  }

  private static String duration(long seconds) {
    int s = (int) Math.min(seconds, 360_000);
    String tail = Dates.digits(s % 60, 2);
    return s < 3600
        ? s / 60 + ":" + tail
        : s / 3600 + ":" + Dates.digits(s / 60 % 60, 2) + ':' + tail;
  }
}
