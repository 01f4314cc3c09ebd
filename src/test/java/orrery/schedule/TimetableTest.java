package orrery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronTrigger;
import org.quartz.SimpleTrigger;
import org.quartz.spi.OperableTrigger;

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
    var trigger = (SimpleTrigger) Timetable.trigger(cycle);

    assertThat(trigger.getRepeatInterval()).isEqualTo(interval.toMillis());
    assertThat(trigger.getRepeatCount()).isEqualTo(SimpleTrigger.REPEAT_INDEFINITELY);
  }

  @Test
  void readsCronExpressions() {
    var trigger = (CronTrigger) Timetable.trigger(" 0 0/10 6-22 ? * MON-FRI ");

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
        .isThrownBy(() -> Timetable.of(List.of("1 hour", cycle), () -> {}).close())
        .withMessage(
            "cycle = '%s' is neither an interval such as '10 minutes' nor a Quartz cron expression"
                + " such as '0 0/10 * * * ?'",
            cycle);
  }

  @ParameterizedTest
  @CsvSource({
    "10 minutes, 2026-11-22T12:00:00Z, 2026-11-22T12:10:00Z",
    "1 day, 2026-11-22T12:00:00.5Z, 2026-11-23T12:00:00.5Z",
    "* * * * * ?, 2026-11-22T12:00:00.5Z, 2026-11-22T12:00:01Z",
    "0 0/10 * * * ?, 2026-11-22T12:00:00Z, 2026-11-22T12:10:00Z",
    "0 0/10 * * * ?, 2026-11-22T12:09:59Z, 2026-11-22T12:10:00Z",
    "0 0/10 * * * ? 2026, 2026-12-31T23:59:00Z,",
  })
  void knowsTheNextTurn(String cycle, Instant after, @Nullable Instant next) {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    try {
      assertThat(Timetable.next(cycle, after)).isEqualTo(next);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void cronIsByTheClockOnTheWall() {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Vienna"));
    try {
      Instant day = Instant.parse("2026-03-28T12:00:00Z");
      assertThat(Timetable.next("0 0 6 * * ?", day)).isEqualTo("2026-03-29T04:00:00Z");
      assertThat(Timetable.next("0 0 6 * * ?", day.minus(Duration.ofDays(1))))
          .isEqualTo("2026-03-28T05:00:00Z");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void saysSchedulesInWords() {
    assertThat(Timetable.words(" 2 Days ")).isEqualTo("every 2 Days");
    assertThat(Timetable.words("15")).isEqualTo("every 15 minutes");
    assertThat(Timetable.words("0 0/10 * * * ?")).isEqualTo("cron 0 0/10 * * * ?");
  }

  /** A computer that slept, or a cycle that took longer than its turn. */
  @Test
  void makesUpForWhatWasMissedOnce() {
    Date asleep = Date.from(Instant.parse("2026-11-22T11:55:00Z"));
    for (String cycle : List.of("* * * * * ?", "1 second")) {
      var trigger = (OperableTrigger) Timetable.trigger(cycle);
      trigger.setNextFireTime(asleep);

      trigger.updateAfterMisfire(null);
      trigger.triggered(null);
      assertThat(trigger.getNextFireTime()).as(cycle).isAfter(asleep);
      assertThat(Duration.between(asleep.toInstant(), trigger.getNextFireTime().toInstant()))
          .as("%s: not one turn after the other since then", cycle)
          .isNotEqualTo(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 hour", "0 0 0 1 1 ?"})
  void beginsAtOnce(String cycle) throws InterruptedException {
    var done = new CountDownLatch(1);
    try (var timetable = Timetable.of(List.of(cycle), done::countDown)) {
      timetable.start();
      done.await();
    }
  }

  @Test
  void beginsOnceForAllSchedules() {
    var turns = new AtomicInteger();
    var begun = new CountDownLatch(1);
    try (var timetable =
        Timetable.of(
            List.of("1 hour", "2 hours", "0 0 0 1 1 ?"),
            () -> {
              turns.incrementAndGet();
              begun.countDown();
            })) {
      timetable.start();
      await(begun);
    }
    assertThat(turns).hasValue(1);
  }

  @Test
  void doesNothingBeforeItIsStarted() {
    var done = new AtomicInteger();
    Timetable.of(List.of("1 seconds"), done::incrementAndGet).close();

    assertThat(done).hasValue(0);
  }

  @Test
  void isNeverAtWorkTwiceAtOnce() throws InterruptedException {
    var atWork = new AtomicInteger();
    var most = new AtomicInteger();
    var turns = new CountDownLatch(4);
    try (var timetable =
        Timetable.of(
            List.of("* * * * * ?", "1 second"),
            () -> {
              most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
              turns.countDown();
              atWork.decrementAndGet();
            })) {
      timetable.start();
      timetable.now();
      turns.await();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void goesOnAfterAFailure() throws InterruptedException {
    var turns = new CountDownLatch(3);
    try (var timetable =
        Timetable.of(
            List.of("1 second"),
            () -> {
              turns.countDown();
              if (turns.getCount() == 2) {
                throw new StackOverflowError("an error that this test wants");
              }
              throw new IllegalStateException("a failure that this test wants");
            })) {
      timetable.start();
      turns.await();
    }
  }

  @Test
  void worksOutOfTurnWhereItIsAskedTo() throws InterruptedException {
    var turns = new Semaphore(0);
    try (var timetable = Timetable.of(List.of("1 hour"), turns::release)) {
      timetable.start();
      turns.acquire();
      Instant next = timetable.next();
      timetable.now();
      turns.acquire();
      assertThat(timetable.next()).as("the schedule stays").isEqualTo(next);
    }
  }

  @Test
  void goesByAnotherScheduleFromThenOn() throws InterruptedException {
    var turns = new Semaphore(0);
    try (var timetable = Timetable.of(List.of("1 hour", "2 hours"), turns::release)) {
      timetable.start();
      turns.acquire();
      Instant next = timetable.next();
      timetable.reschedule(List.of("2 hours", "1 hour"));
      assertThat(timetable.next()).as("as if nothing had been").isEqualTo(next);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> timetable.reschedule(List.of("3 hours", "often")));
      assertThat(timetable.next()).as("one is wrong: none counts").isEqualTo(next);

      timetable.reschedule(List.of("2 hours"));
      assertThat(timetable.next()).isAfter(next);
      timetable.reschedule(List.of("1 second"));
      turns.acquire(2);
    }
  }

  @Test
  void closingWaitsForWorkUnderWay() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    Timetable timetable =
        Timetable.of(
            List.of("1 hour"),
            () -> {
              begun.countDown();
              await(mayEnd);
              ended.set(true);
            });
    timetable.start();
    begun.await();
    var endedBefore = new AtomicBoolean();
    Thread closer =
        Thread.ofPlatform()
            .start(
                () -> {
                  timetable.close();
                  endedBefore.set(ended.get());
                });
    assertThat(ended).isFalse();
    mayEnd.countDown();
    closer.join();
    assertThat(endedBefore).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void severalOfOneProcessAreNoneOfEachOthersBusiness() throws InterruptedException {
    var done = new CountDownLatch(2);
    try (var one = Timetable.of(List.of("1 hour"), done::countDown);
        var other = Timetable.of(List.of("1 hour"), done::countDown)) {
      one.start();
      other.start();
      done.await();
    }
  }
}
