package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orrery.config.Config;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.site.Site;

class StandingTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "10 minutes, 2026-11-22T12:19:59Z, false",
    "10 minutes, 2026-11-22T12:20:01Z, true",
    "1 day, 2026-11-23T12:59:00Z, false",
    "1 day, 2026-11-23T13:00:01Z, true",
    "10 minutes, 2026-11-21T12:00:00Z, false",
  })
  void overdueIsWhatMissedTwoTurnsOrAnHour(String cycle, Instant now, boolean overdue)
      throws IOException, ConfigException {
    Path config = folder.resolve("feeds.ini");
    Files.writeString(config, "[planet]\nname = P\ncycle = " + cycle + "\n");
    Planet planet = Config.load(config).planet();
    Files.createDirectories(planet.outputDirectory());
    Files.write(
        planet.outputDirectory().resolve(Site.STATUS),
        Site.status("1", NOON, NOON, List.of()).bytes());

    assertThat(Objects.requireNonNull(Standing.at(planet, now)).overdue()).isEqualTo(overdue);
  }
}
