package orrery.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How feeds come to join a planet.
 *
 * @param accept who decides on feeds that are submitted to {@code orrery start}
 * @param require what a feed must keep to join without a maintainer's word, not yet checked; null
 *     for {@link #REQUIRED}
 * @param submitUrl where feeds are submitted that are not submitted to {@code orrery start}, such
 *     as the form for issues of a repository: http or https; null where nowhere
 * @param loginHeader the header in which a reverse proxy names the maintainer who has logged in
 *     there; null where none does
 * @param addresses CIDRs of addresses that may be looked at for whoever submits them although they
 *     are not public, not yet checked
 * @param excerpt whether only the beginnings of a newcomer's posts are shown
 */
public record Admissions(
    Accept accept,
    Planet.@Nullable Said require,
    @Nullable String submitUrl,
    @Nullable String loginHeader,
    List<Planet.Allowed> addresses,
    boolean excerpt) {
  /** Copies the list. */
  public Admissions {
    addresses = List.copyOf(addresses);
  }

  /** What must be kept where nothing is said. */
  public static final String REQUIRED = "valid, https, language, stable-ids, proof";

  /** Who decides. */
  public enum Accept {
    /** Nobody: there is no form. */
    NO,
    /** A maintainer. */
    MODERATED,
    /** The rules, and a maintainer where a feed does not keep them. */
    AUTOMATIC
  }

  /** Whether {@code orrery start} takes submissions. */
  public boolean open() {
    return accept != Accept.NO;
  }
}
