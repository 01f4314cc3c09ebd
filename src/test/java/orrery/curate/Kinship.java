package orrery.curate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stand-in. */
public final class Kinship {
  private Kinship() {}

  public static @Nullable String across(Signs one, Signs other) {
    if (one.id() != null && one.id().equals(other.id())) {
      return "id";
    }
    if (one.link() != null && one.link().equals(other.link())) {
      return "address";
    }
    if (one.titled()
        && other.titled()
        && one.title().equals(other.title())
        && one.said() != null
        && Objects.equals(one.said(), other.said())) {
      return "title and date";
    }
    return one.text().get().length() > 200 && one.text().get().equals(other.text().get())
        ? "text"
        : null;
  }

  public static @Nullable String again(Signs before, Signs now) {
    return across(before, now);
  }
}
