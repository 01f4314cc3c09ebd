package orrery.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import orrery.feed.Fetched.Held;
import orrery.feed.Hold;

class HostLimitsTest {
  private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final HostLimits hosts = new HostLimits(2, threads::add, () -> now);

  @Test
  void aHostGetsTwoThreadsAndKeepsThemInOrder() {
    for (int i = 1; i <= 5; i++) {
      String name = "a" + i;
      hosts.enter("a", () -> done.add(name));
    }
    hosts.enter("b", () -> done.add("b1"));
    assertThat(threads).hasSize(3);
    threads.removeLast().run();
    assertThat(done).containsExactly("b1");
    threads.poll().run();
    assertThat(done).containsExactly("b1", "a1", "a3", "a4", "a5");
    threads.poll().run();
    assertThat(done).endsWith("a2");
    hosts.enter("a", () -> done.add("a6"));
    assertThat(threads).hasSize(1);
  }

  @Test
  void aCallMayEnterAgain() {
    hosts.enter("a", () -> hosts.enter("b", () -> done.add("b")));
    threads.poll().run();
    threads.poll().run();
    assertThat(done).containsExactly("b");
  }

  @Test
  void aHoldEndsAndTheLongerCounts() {
    assertThat(hosts.held("a")).isNull();
    hosts.hold(new Hold("a", 429, now.plus(Duration.ofMinutes(10))));
    hosts.hold(new Hold("a", 503, now.plus(Duration.ofMinutes(5))));
    assertThat(hosts.held("a")).isEqualTo(new Held(429, Duration.ofMinutes(10), false));
    assertThat(hosts.holds()).containsExactly(new Hold("a", 429, now.plus(Duration.ofMinutes(10))));
    assertThat(hosts.held("b")).isNull();
    hosts.enter("a", () -> {});
    threads.poll().run();
    now = now.plus(Duration.ofMinutes(9));
    assertThat(hosts.held("a")).isEqualTo(new Held(429, Duration.ofMinutes(1), false));
    now = now.plus(Duration.ofMinutes(1));
    assertThat(hosts.held("a")).isNull();
    assertThat(hosts.holds()).isEmpty();
  }

  @Test
  void noHoldIsLongerThanAWeek() {
    hosts.hold(new Hold("a", 429, now.plus(Duration.ofDays(3000))));
    assertThat(hosts.held("a")).isEqualTo(new Held(429, Duration.ofDays(7), false));
  }

  @Test
  void theTurnOfACallThatHangsIsPassedOn() {
    Runnable hangs = () -> done.add("a1");
    hosts.enter("a", hangs);
    hosts.enter("a", () -> done.add("a2"));
    hosts.enter("a", () -> done.add("a3"));
    hosts.enter("a", () -> done.add("a4"));
    assertThat(threads).hasSize(2);
    hosts.pass("a", hangs);
    hosts.pass("a", hangs);
    assertThat(threads).hasSize(3);
    threads.removeLast().run();
    assertThat(done).containsExactly("a3", "a4");
    threads.poll().run(); // it comes back at last, and finds its place taken
    threads.poll().run();
    assertThat(done).endsWith("a1", "a2");
    hosts.pass("a", hangs);
    for (int i = 5; i <= 7; i++) {
      hosts.enter("a", () -> {});
    }
    assertThat(threads).hasSize(2);
  }

  @Test
  void aCallThatNoThreadTakesIsSaid() {
    HostLimits closed =
        new HostLimits(
            1,
            task -> {
              throw new RejectedExecutionException();
            },
            () -> now);
    assertThatThrownBy(() -> closed.enter("a", () -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
