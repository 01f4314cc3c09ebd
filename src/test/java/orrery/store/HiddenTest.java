package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.Draft;
import orrery.curate.Identity;
import orrery.feed.Takedown;
import orrery.store.Posts.Touch;

@ParameterizedClass
@EnumSource(Database.class)
class HiddenTest {
  private static final String ADA = Shelf.ADA;
  private static final String BEN = Shelf.BEN;
  private static final String URL = "https://ada.example/a";

  private final Shelf shelf;

  HiddenTest(Database database) throws StoreException, SQLException {
    shelf = new Shelf(database);
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private static Draft post(String name) {
    return Draft.of("urn:" + name)
        .url("https://ada.example/" + name)
        .title(name)
        .published("2026-11-0" + (name.charAt(0) - 'a' + 1) + "T00:00:00Z");
  }

  private int hide(Posts posts, String url) {
    return posts.hide(url, Identity.linkKey(url), "Spam", 0, shelf.now);
  }

  private static boolean unhide(Posts posts, String url) {
    return posts.unhide(url, Identity.linkKey(url));
  }

  @Test
  void aPostGoesWithAllItWasCountedAsAndComesBackOnItsDate() {
    shelf.take(ADA, post("a").tags("Tea").links("https://x.example/"), post("b").tags("Tea"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    posts.rendered("look", Map.of());

    assertThat(hide(posts, "http://www.ada.example/a/?utm_source=x")).isEqualTo(1);
    assertThat(shelf.shown(posts)).as("until the next cycle").containsExactly("b", "a");
    assertThat(posts.takeUp()).isTrue();
    assertThat(posts.state().pending()).isTrue();
    assertThat(posts.takeUp()).isFalse();
    assertThat(shelf.judge(posts))
        .contains(
            new Touch(
                shelf.feed(ADA).id(),
                Instant.parse("2026-11-01T00:00:00Z"),
                Set.of("tea"),
                Set.of("en")));
    assertThat(shelf.verdicts(posts)).containsExactly("b: shown", "a: hidden");
    Map<String, Integer> tags = new HashMap<>();
    shelf.archive(posts).tags((tag, n) -> tags.put(tag.key(), n));
    assertThat(tags).isEqualTo(Map.of("tea", 1));
    assertThat(posts.explain(Sought.of(Set.of(Identity.linkKey(URL)), Set.of(), URL), 9))
        .singleElement()
        .extracting(Explained::detail)
        .isEqualTo("The maintainer took it down: Spam.");

    assertThat(unhide(posts, URL)).isTrue();
    assertThat(unhide(posts, URL)).isFalse();
    assertThat(posts.hidden()).isEmpty();
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).containsExactly("b", "a");
    assertThat(posts.takeUp()).isFalse();
  }

  @Test
  void itStaysAwayWhateverItsFeedSaysLater() {
    shelf.take(ADA, post("a").text(Draft.LONG));
    Posts posts = shelf.planet("p", ADA, BEN);
    hide(posts, URL);
    shelf.judge(posts);

    shelf.take(ADA, Draft.of("urn:2").url(URL).title("a").text(Draft.LONG));
    shelf.judge(posts);
    shelf.take(ADA, Draft.of("urn:2").url(URL + "2").title("a").text(Draft.LONG));
    shelf.judge(posts);
    shelf.take(ADA, Draft.of("urn:2").url(URL + "2").title("Anew").text(Draft.LONG + "!"));
    shelf.judge(posts);
    Draft other = Draft.of("urn:3").url(URL + "2").title("Anew");
    shelf.take(ADA, other);
    shelf.judge(posts);
    assertThat(shelf.verdicts(posts)).containsExactly("Anew: hidden");

    shelf.take(BEN, Draft.of("urn:3").url("https://ben.example/").title("as Ben has it"));
    shelf.take(ADA, other, Draft.of("urn:9").url(URL).title("Under its old address"));
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).isEmpty();
    assertThat(posts.explain(Sought.of(Set.of(Identity.linkKey(URL)), Set.of(), URL), 9))
        .as("it is found by the address that was given")
        .hasSize(3);
  }

  @Test
  void noDoubleStepsIntoItsPlace() {
    shelf.take(ADA, post("a"));
    shelf.take(BEN, post("a").title("copy"), post("b"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    assertThat(shelf.verdicts(posts)).contains("copy: duplicate");

    assertThat(hide(posts, URL)).isEqualTo(2);
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).containsExactly("b");
    assertThat(posts.counts()).containsEntry(shelf.feed(BEN).id(), 2);
    unhide(posts, URL);
    shelf.judge(posts);
    assertThat(shelf.verdicts(posts)).contains("a: shown", "copy: duplicate");
  }

  @Test
  void whatIsADuplicateTakesWhatStandsForItAlong() {
    shelf.take(ADA, post("a").text(Draft.LONG));
    shelf.take(
        BEN, Draft.of("urn:x").url("https://ben.example/x").title("a").text(Draft.LONG).passedOn());
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).hasSize(1);

    assertThat(hide(posts, "https://ben.example/x")).isEqualTo(2);
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).isEmpty();
  }

  @Test
  void aDoubleThatIsShownAlreadyGoesWhenTheHiddenPostTurnsOutToBeIt() {
    shelf.take(ADA, post("a"));
    shelf.take(BEN, Draft.of("urn:x").url("https://ada.example/x").title("x"));
    Posts posts = shelf.planet("p", ADA, BEN);
    hide(posts, URL);
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).containsExactly("x");

    shelf.take(ADA, post("a").url("https://ada.example/x"));
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).isEmpty();
  }

  @Test
  void anIdOfAllEntriesTakesNoneAlong() {
    Draft a = Draft.of("urn:all").url(URL).title("a");
    Draft b = Draft.of("urn:all").url("https://ada.example/b").title("b");
    shelf.take(ADA, a, b);
    Posts posts = shelf.planet("p", ADA, BEN);
    assertThat(hide(posts, URL)).isEqualTo(1);
    shelf.judge(posts);
    shelf.take(ADA, a, b, Draft.of("urn:all").url("https://ada.example/c").title("c"));
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void whatWasNotCollectedYetStaysAwayWhenItComes() {
    Posts posts = shelf.planet("p", ADA, BEN);
    assertThat(hide(posts, URL)).isZero();
    assertThat(hide(posts, URL)).isZero();
    assertThat(posts.hidden())
        .singleElement()
        .satisfies(t -> assertThat(t.by()).isEqualTo(Takedown.MAINTAINER))
        .satisfies(t -> assertThat(t.why()).isEqualTo("Spam"))
        .satisfies(t -> assertThat(t.at()).isEqualTo(shelf.now))
        .satisfies(t -> assertThat(t.entries()).isEmpty());
    shelf.judge(posts);

    shelf.take(ADA, post("a"));
    shelf.judge(posts);
    shelf.take(BEN, post("a").url("https://ben.example/a"));
    shelf.judge(posts);
    assertThat(shelf.verdicts(posts)).containsOnly("a: hidden").hasSize(2);
    assertThat(posts.hidden().getFirst().entries()).hasSize(2);
  }

  @Test
  void aPostWithoutAnAddressIsHiddenByItsId() {
    shelf.take(ADA, Draft.of("urn:a").title("a"), Draft.of("urn:b").title("b"));
    Posts posts = shelf.planet("p", ADA);
    assertThat(posts.knows("urn:a", Identity.linkKey("urn:a"))).isTrue();
    assertThat(posts.knows("urn:c", Identity.linkKey("urn:c"))).isFalse();
    assertThat(hide(posts, "urn:a")).isEqualTo(1);
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).containsExactly("b");
    assertThat(unhide(posts, "urn:a")).isTrue();
  }

  @Test
  void itOutlivesRulesAndSubscriptions() {
    shelf.take(ADA, post("a"), post("b"));
    Posts posts = shelf.planet("p", ADA);
    hide(posts, URL);
    shelf.judge(posts);
    shelf.subscribe(posts, "other rules", ADA);
    shelf.judge(posts);
    shelf.subscribe(posts, "other rules", BEN);
    shelf.judge(posts);
    shelf.subscribe(posts, "other rules", ADA, BEN);
    shelf.judge(posts);
    assertThat(shelf.verdicts(posts)).containsExactly("b: shown", "a: hidden");
  }

  @Test
  void planetsOverOneStoreHideEachForItself() {
    shelf.take(ADA, post("a"));
    Posts one = shelf.planet("one", ADA);
    Posts two = shelf.planet("two", ADA);
    hide(one, URL);
    shelf.judge(one);
    shelf.judge(two);
    assertThat(shelf.shown(one)).isEmpty();
    assertThat(shelf.shown(two)).containsExactly("a");
    assertThat(two.hidden()).isEmpty();
    assertThat(unhide(two, URL)).isFalse();
  }

  @Test
  void anAuthorsWordDoesNotStandInForTheMaintainers() {
    shelf.take(ADA, post("a"));
    Posts posts = shelf.planet("p", ADA, BEN);
    long ada = shelf.feed(ADA).id();
    long link = Identity.linkKey(URL);
    posts.hide(URL, link, null, ada, shelf.now);
    shelf.judge(posts);
    assertThat(posts.hidden()).extracting(Takedown::by).containsExactly(Takedown.AUTHOR);
    hide(posts, URL);
    posts.hide(URL, link, "No more", ada, shelf.now);
    assertThat(posts.hidden()).extracting(Takedown::why).containsExactly("Spam");
    assertThat(posts.homes(link)).containsExactly(new Posts.Home(ada, ADA, true));
    shelf.judge(posts);
    assertThat(posts.explain(Sought.of(Set.of(link), Set.of(), URL), 9))
        .extracting(Explained::detail)
        .containsExactly("The maintainer took it down: Spam.");
  }

  @Test
  void whatIsHiddenAgainBeforeACycleTookTheUnhidingUpStaysHidden() {
    shelf.take(ADA, post("a"));
    Posts posts = shelf.planet("p", ADA);
    hide(posts, URL);
    shelf.judge(posts);
    unhide(posts, URL);
    hide(posts, URL);
    shelf.judge(posts);
    assertThat(shelf.shown(posts)).isEmpty();
    assertThat(posts.hidden()).hasSize(1);
  }
}
