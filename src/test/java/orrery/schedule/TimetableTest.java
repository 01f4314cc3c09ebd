package orrery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronTrigger;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerBuilder;

/** The time limit is only there to end a test that hangs. */
@Timeout(60)
class TimetableTest {
  @ParameterizedTest
  @CsvSource({
    "10 minutes, PT10M",
    "1 hour, PT1H",
    "30 seconds, PT30S",
    " 2  Days , P2D",
    "15, PT15M",
    "5 min, PT5M",
    "90 s, PT90S",
    "1 h, PT1H",
    "3 d, P3D",
    "7 m, PT7M",
  })
  void readsIntervals(String cycle, Duration interval) {
    var trigger =
        (SimpleTrigger) TriggerBuilder.newTrigger().withSchedule(Timetable.schedule(cycle)).build();

    assertThat(trigger.getRepeatInterval()).isEqualTo(interval.toMillis());
    assertThat(trigger.getRepeatCount()).isEqualTo(SimpleTrigger.REPEAT_INDEFINITELY);
  }

  @Test
  void readsCronExpressions() {
    var trigger =
        (CronTrigger)
            TriggerBuilder.newTrigger()
                .withSchedule(Timetable.schedule(" 0 0/10 6-22 ? * MON-FRI "))
                .build();

    assertThat(trigger.getCronExpression()).isEqualTo("0 0/10 6-22 ? * MON-FRI");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "often",
        "0 minutes",
        "-5 minutes",
        "10 parsecs",
        "ten minutes",
        "10 minutes or so",
        "* * * * *",
        "0 0 25 * * ?",
        "0 0 0 1 1 ? 2000",
        "9223372036854775807 days",
        "9223372036854775807 seconds",
        "99999999999999999999 days",
        "400 days",
      })
  void saysWhatItCannotUnderstand(String cycle) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timetable.of(cycle, () -> null).close())
        .withMessage(
            "cycle = '%s' is neither an interval such as '10 minutes' nor a Quartz cron expression"
                + " such as '0 0/10 * * * ?'",
            cycle);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 hour", "0 0 0 1 1 ?"})
  void beginsAtOnce(String cycle) throws InterruptedException {
    var done = new CountDownLatch(1);
    try (var timetable = Timetable.of(cycle, () -> down(done))) {
      timetable.start();
      done.await();
    }
  }

  private static boolean down(CountDownLatch latch) {
    latch.countDown();
    return true;
  }

  @Test
  void doesNothingBeforeItIsStarted() {
    var done = new AtomicInteger();
    Timetable.of("1 seconds", done::incrementAndGet).close();

    assertThat(done).hasValue(0);
  }

  @Test
  void isNeverAtWorkTwiceAtOnce() throws InterruptedException {
    var atWork = new AtomicInteger();
    var most = new AtomicInteger();
    var turns = new CountDownLatch(3);
    try (var timetable =
        Timetable.of(
            "* * * * * ?",
            () -> {
              most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
              turns.countDown();
              return atWork.decrementAndGet();
            })) {
      timetable.start();
      turns.await();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void goesOnAfterAFailure() throws InterruptedException {
    var turns = new CountDownLatch(2);
    try (var timetable =
        Timetable.of(
            "1 second",
            () -> {
              turns.countDown();
              throw new IllegalStateException("a failure that this test wants");
            })) {
      timetable.start();
      turns.await();
    }
  }

  @Test
  void closingWaitsForWorkUnderWay() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    Timetable timetable =
        Timetable.of(
            "1 hour",
            () -> {
              begun.countDown();
              mayEnd.await();
              ended.set(true);
              return null;
            });
    timetable.start();
    begun.await();
    Thread closer =
        Thread.ofPlatform()
            .start(
                () -> {
                  timetable.close();
                  assertThat(ended).isTrue();
                });
    assertThat(ended).isFalse();
    mayEnd.countDown();
    closer.join();
    assertThat(ended).isTrue();
  }

  @Test
  void severalOfOneProcessAreNoneOfEachOthersBusiness() throws InterruptedException {
    var done = new CountDownLatch(2);
    try (var one = Timetable.of("1 hour", () -> down(done));
        var other = Timetable.of("1 hour", () -> down(done))) {
      one.start();
      other.start();
      done.await();
    }
  }
}
