package orrery;

import org.jspecify.annotations.Nullable;

/** Which Orrery this is. */
public final class Version {
  /** The version alone: {@code 0.1.0}, or {@code dev} where it does not run from its jar. */
  public static final String NUMBER = number(Version.class.getPackage().getImplementationVersion());

  /** As programs name themselves to others: {@code Orrery/0.1.0}. */
  public static final String PRODUCT = "Orrery/" + NUMBER;

  private Version() {}

  private static String number(@Nullable String manifest) {
    return manifest == null ? "dev" : manifest;
  }
}
