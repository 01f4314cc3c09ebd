package orrery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTest {
  private static final Map<String, Ini.Option> OPTIONS =
      Map.of(
          "base", new Ini.Option("key", "/srv", 1, List.of()),
          "home", new Ini.Option("key", "%(base)s/planet", 2, List.of()),
          "loop", new Ini.Option("key", "%(loop)s", 3, List.of()),
          "twice", new Ini.Option("key", "%(twice)s%(twice)s", 4, List.of()));

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "a%20b%C3, a%20b%C3",
    "100%%, 100%%",
    "%(base)s/x, /srv/x",
    "%(BASE)s, /srv",
    "%(home)s/site, /srv/planet/site",
    "100%% of %(base)s, 100% of /srv",
  })
  void replacesReferencesOnlyWhereThereAreAny(String value, String resolved) {
    assertThat(Interpolation.resolve(value, OPTIONS)).isEqualTo(resolved);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%(none)s", "%(base)", "%(", "%(base)s at 20%", "%(loop)s", "%(twice)s", "%%(x"})
  void givesUpWherePythonWould(String value) {
    assertThat(Interpolation.resolve(value, OPTIONS)).isNull();
  }

  @Test
  void doesNotGrowWithoutEnd() {
    var options =
        Map.of(
            "a",
            new Ini.Option("key", "%(b)s".repeat(1000), 1, List.of()),
            "b",
            new Ini.Option("key", "%(a)s".repeat(1000), 2, List.of()));

    assertThat(Interpolation.resolve("%(a)s", options)).isNull();
  }
}
