package orrery.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Short lists of short texts in one column: a line a value, tabs between its parts. */
final class Lines {
  private Lines() {}

  static <T> @Nullable String write(List<T> values, Function<T, String[]> parts) {
    if (values.isEmpty()) {
      return null;
    }
    var column = new StringBuilder();
    for (T value : values) {
      String[] texts = parts.apply(value);
      for (int i = 0; i < texts.length; i++) {
        column.append(i == 0 ? "" : "\t").append(plain(texts[i]));
      }
      column.append('\n');
    }
    return column.toString();
  }

  private static String plain(String text) {
    return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
  }

  static <T> List<T> read(@Nullable String column, Function<String[], T> value) {
    if (column == null) {
      return List.of();
    }
    List<T> values = new ArrayList<>();
    column.lines().forEach(line -> values.add(value.apply(line.split("\t", -1))));
    return values;
  }
}
