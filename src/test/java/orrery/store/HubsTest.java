package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.store.Hubs.Offer;
import orrery.store.Hubs.State;
import orrery.store.Hubs.Subscription;

@ParameterizedClass
@EnumSource(Database.class)
class HubsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");
  private static final Instant DAY = NOW.plus(Duration.ofDays(1));
  private static final Instant LATER = NOW.plus(Duration.ofDays(9));
  private static final Instant END = NOW.plus(Duration.ofDays(10));
  private static final String CALLBACK = "https://planet.example/websub/";
  private static final String HUB = "https://hub.example/";

  private final Shelf shelf;
  private final Hubs hubs;
  private final AtomicInteger random = new AtomicInteger();
  private final long ada;
  private final long ben;

  HubsTest(Database database) throws StoreException, SQLException {
    shelf = new Shelf(database);
    hubs = shelf.store.hubs();
    ada = shelf.feed(Shelf.ADA).id();
    ben = shelf.feed(Shelf.BEN).id();
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private void offer(long feed, @Nullable String hub, String topic, Instant now) {
    hubs.offered(List.of(new Offer(feed, hub, topic)), () -> "r" + random.incrementAndGet(), now);
  }

  private List<String> due(Instant now) {
    return hubs.due(List.of(ada, ben), CALLBACK, now).stream().map(Subscription::token).toList();
  }

  private Subscription find(String token) {
    return Objects.requireNonNull(hubs.find(token));
  }

  @Test
  void whatIsOfferedIsDueAtOnce() {
    offer(ada, HUB, Shelf.ADA, NOW);

    assertThat(hubs.due(List.of(ada, ben), CALLBACK, NOW))
        .containsExactly(
            new Subscription(
                ada, HUB, Shelf.ADA, "r1", "r2", State.ASKED, NOW, null, 0, null, null, null));
    assertThat(hubs.due(List.of(ben), CALLBACK, NOW)).isEmpty();
    assertThat(hubs.due(List.of(), CALLBACK, NOW)).isEmpty();
    assertThat(hubs.find("r2")).isNull();
    assertThat(hubs.active(NOW)).isEmpty();
  }

  @Test
  void theSameOfferChangesNothing() {
    offer(ada, HUB, Shelf.ADA, NOW);
    hubs.confirmed("r1", END, LATER);
    Subscription before = find("r1");

    offer(ada, HUB, Shelf.ADA, DAY);
    hubs.offered(List.of(), () -> "", DAY);

    assertThat(find("r1")).isEqualTo(before);
  }

  @Test
  void anotherHubOrTopicIsAnotherSubscription() {
    offer(ada, HUB, Shelf.ADA, NOW);
    hubs.confirmed("r1", END, LATER);

    offer(ada, "https://other.example/", Shelf.ADA, DAY);
    assertThat(hubs.find("r1")).isNull();
    assertThat(due(DAY)).containsExactly("r3");
    offer(ada, "https://other.example/", Shelf.BEN, DAY);
    assertThat(due(DAY)).containsExactly("r5");
    assertThat(find("r5").topic()).isEqualTo(Shelf.BEN);
  }

  @Test
  void aFeedThatNamesNoHubAnyMoreEnds() {
    offer(ada, null, "", NOW);
    assertThat(due(NOW)).isEmpty();
    offer(ada, HUB, Shelf.ADA, NOW);
    hubs.confirmed("r1", END, LATER);
    offer(ada, null, "", NOW);

    assertThat(find("r1").state()).isEqualTo(State.ENDED);
    hubs.confirmed("r1", END, LATER);
    hubs.denied("r1", "No.", LATER);
    assertThat(find("r1").state()).isEqualTo(State.ENDED);
    assertThat(due(END)).isEmpty();
    assertThat(hubs.active(NOW)).isEmpty();

    offer(ada, HUB, Shelf.ADA, DAY);
    assertThat(due(DAY)).containsExactly("r3");
  }

  @Test
  void whatIsAskedForIsNotDueUntilThen() {
    offer(ada, HUB, Shelf.ADA, NOW);
    offer(ben, HUB, Shelf.BEN, NOW.minusSeconds(9));
    assertThat(due(NOW)).containsExactly("r3", "r1");

    hubs.asked("r1", CALLBACK, NOW, DAY);
    assertThat(due(NOW)).containsExactly("r3");
    assertThat(find("r1").failures()).isEqualTo(1);
    assertThat(find("r1").askedAt()).isEqualTo(NOW);
    assertThat(find("r1").state()).isEqualTo(State.ASKED);
    assertThat(due(DAY.minusMillis(1))).containsExactly("r3");
    assertThat(due(DAY)).containsExactly("r3", "r1");
    hubs.asked("r1", CALLBACK, DAY, LATER);
    assertThat(find("r1").failures()).isEqualTo(2);
    assertThat(find("r3").failures()).isZero();
  }

  @Test
  void aConfirmedOneRunsUntilItsLeaseEnds() {
    offer(ada, HUB, Shelf.ADA, NOW);
    hubs.asked("r1", CALLBACK, NOW, DAY);
    hubs.failed("r1", "Slow.");
    hubs.confirmed("r1", END, LATER);

    assertThat(find("r1"))
        .isEqualTo(
            new Subscription(
                ada, HUB, Shelf.ADA, "r1", "r2", State.ACTIVE, LATER, NOW, 0, END, null, null));
    assertThat(due(DAY)).isEmpty();
    assertThat(due(LATER)).containsExactly("r1");
    assertThat(hubs.active(END.minusMillis(1))).containsExactly(ada);
    assertThat(hubs.active(END)).isEmpty();
  }

  @Test
  void aRenewalThatFailsEndsNothing() {
    offer(ada, HUB, Shelf.ADA, NOW);
    hubs.confirmed("r1", END, LATER);

    hubs.asked("r1", CALLBACK, LATER, END);
    hubs.failed("r1", "Down.");
    assertThat(find("r1").state()).isEqualTo(State.ACTIVE);
    assertThat(find("r1").error()).isEqualTo("Down.");
    assertThat(hubs.active(LATER)).containsExactly(ada);

    hubs.asked("r1", CALLBACK, END, END.plusSeconds(1));
    assertThat(find("r1").state()).isEqualTo(State.ASKED);
    assertThat(find("r1").error()).isNull();
    hubs.failed("r1", "Down.");
    assertThat(find("r1").state()).isEqualTo(State.FAILED);
    assertThat(find("r1").askAt()).isEqualTo(END.plusSeconds(1));
  }

  @Test
  void aDeniedOneWaits() {
    offer(ada, HUB, Shelf.ADA, NOW);
    hubs.confirmed("r1", END, LATER);
    hubs.denied("r1", "No.", DAY);

    assertThat(find("r1").state()).isEqualTo(State.DENIED);
    assertThat(find("r1").error()).isEqualTo("No.");
    assertThat(hubs.active(NOW)).isEmpty();
    assertThat(due(DAY.minusMillis(1))).isEmpty();
    assertThat(due(DAY)).containsExactly("r1");
  }

  @Test
  void aHubThatDeliversElsewhereIsDue() {
    offer(ada, HUB, Shelf.ADA, NOW);
    hubs.asked("r1", "https://old.example/", NOW, DAY);
    assertThat(due(NOW)).containsExactly("r1");
    hubs.asked("r1", CALLBACK, NOW, DAY);
    assertThat(due(NOW)).isEmpty();
  }

  @Test
  void theLastDeliveryIsKept() {
    offer(ada, HUB, Shelf.ADA, NOW);
    offer(ben, HUB, Shelf.BEN, NOW);
    hubs.delivered("r1", DAY);

    assertThat(find("r1").lastDelivery()).isEqualTo(DAY);
    assertThat(find("r3").lastDelivery()).isNull();
    assertThat(hubs.proven(NOW)).isEmpty();
    hubs.confirmed("r1", END, LATER);
    hubs.confirmed("r3", END, LATER);
    assertThat(hubs.active(NOW)).containsExactlyInAnyOrder(ada, ben);
    assertThat(hubs.proven(NOW)).containsExactly(ada);
    assertThat(hubs.proven(END)).isEmpty();
  }
}
