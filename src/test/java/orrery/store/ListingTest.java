package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "7, 7",
    "'7 9', '7 9'",
    "'3 4 5', 3-5",
    "'5 4 3', 5-3",
    "'12 15 14 13 3 4 4 9', '12 15-13 3-4 4 9'",
  })
  void numbersAreKeptInRuns(String numbers, String runs) {
    List<Long> all =
        numbers.isEmpty()
            ? List.of()
            : Arrays.stream(numbers.split(" ")).map(Long::valueOf).toList();
    assertThat(Listing.write(all)).isEqualTo(runs);
    assertThat(Listing.read(runs)).isEqualTo(all);
  }
}
