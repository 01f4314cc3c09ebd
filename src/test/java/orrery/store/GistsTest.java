package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import orrery.Draft;
import orrery.feed.Candidate;
import orrery.feed.Post;
import orrery.feed.Ruling;
import orrery.feed.Tag;
import orrery.feed.Tag.Origin;
import orrery.feed.Verdict;
import orrery.store.Gists.Learned;
import orrery.store.Gists.Made;
import orrery.store.Gists.Shown;
import orrery.store.Gists.Sign;
import orrery.store.Posts.Touch;

@ParameterizedClass
@EnumSource(Database.class)
class GistsTest {
  private static final String ADA = Shelf.ADA;
  private static final String BEN = Shelf.BEN;

  private final Shelf shelf;

  GistsTest(Database database) throws StoreException, SQLException {
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
        .text(name + " " + Draft.LONG + " " + name)
        .published("2026-11-0" + (name.charAt(0) - 'a' + 1) + "T00:00:00Z");
  }

  /** What was made of a post: each sign is a letter, and all weigh the same; capitals are links. */
  private static Made made(Shown post, String signs, @Nullable List<Tag> suggested) {
    return new Made(
        post,
        signs.chars().mapToObj(c -> new Sign(c, 1, Character.isUpperCase(c))).toList(),
        suggested);
  }

  private static List<Shown> due(Posts posts) {
    return posts.gists().unsigned(Long.MAX_VALUE, 100);
  }

  private static Tag suggested(String key) {
    return new Tag(key, key, Origin.SUGGESTED, false);
  }

  /** Has all posts looked at; their signs stand behind their names. */
  private List<Touch> describe(Posts posts, String... signs) {
    List<Touch> touches =
        new ArrayList<>(
            posts
                .gists()
                .keep(
                    due(posts).stream()
                        .map(
                            post ->
                                made(
                                    post,
                                    Arrays.stream(signs)
                                        .filter(s -> s.startsWith(post.title() + ":"))
                                        .map(s -> s.substring(s.indexOf(':') + 1))
                                        .findFirst()
                                        .orElse(""),
                                    null))
                        .toList()));
    touches.addAll(posts.gists().relate(posts.gists().unrelated(Long.MAX_VALUE, 100)));
    assertThat(posts.gists().due()).isZero();
    return touches;
  }

  private Map<String, List<String>> related(Posts posts) {
    Map<String, List<String>> related = new TreeMap<>();
    for (Post post : shelf.archive(posts).newest(100)) {
      related.put(post.title(), post.related().stream().map(Post.Related::title).sorted().toList());
    }
    return related;
  }

  @Test
  void whatIsShownIsLookedAtOnceForEachRevision() {
    shelf.take(ADA, post("a").tags("Tea"), post("b").links("https://far.example/"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);

    Shown last = posts.gists().unsigned(Long.MAX_VALUE, 1).getFirst();
    assertThat(last.title()).isEqualTo("b");
    assertThat(last.links()).hasSize(2);
    Shown first = posts.gists().unsigned(last.entry(), 9).getFirst();
    assertThat(first.tags()).extracting(Tag::label).containsExactly("Tea");
    assertThat(posts.gists().due()).isEqualTo(2);
    describe(posts);
    assertThat(due(posts)).isEmpty();

    shelf.subscribe(posts, "other rules", ADA);
    shelf.judge(posts);
    assertThat(due(posts)).extracting(Shown::title).containsExactly("b");
    assertThat(posts.gists().newest(null, 1)).extracting(Shown::title).containsExactly("b");
    assertThat(posts.gists().newest(posts.gists().newest(null, 1).getFirst(), 9))
        .extracting(Shown::title)
        .containsExactly("a");

    describe(posts);
    shelf.take(ADA, post("a").text("Now it says something else altogether."), post("b"));
    shelf.judge(posts);
    assertThat(due(posts)).extracting(Shown::title).contains("a");
  }

  @Test
  void suggestedTagsStandOnPagesAndAreMarked() {
    shelf.take(ADA, post("a").tags("Tea"), post("b"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    posts
        .gists()
        .keep(
            due(posts).stream()
                .map(
                    p -> made(p, "", p.title().equals("b") ? List.of(suggested("tea")) : List.of()))
                .toList());

    Archive archive = shelf.archive(posts);
    assertThat(archive.tag("tea", 9)).extracting(Post::title).containsExactly("b", "a");
    assertThat(archive.newest(1).getFirst().tags())
        .containsExactly(new Tag("tea", "Tea", Origin.SUGGESTED, true));
    Map<String, Integer> counts = new TreeMap<>();
    archive.tags((tag, n) -> counts.put(tag.label(), n));
    assertThat(counts).isEqualTo(Map.of("Tea", 2));
    assertThat(posts.gists().uses(List.of("tea", "milk"))).isEqualTo(Map.of("tea", 1));
    assertThat(posts.explain(Sought.of(List.of(ADA)), 9).getFirst().tags().getFirst().suggested())
        .isTrue();

    assertThat(posts.gists().suggested(posts.docket().all(List.of(shelf.feed(ADA).id()))).values())
        .containsExactly(List.of("tea"));
    shelf.take(ADA, post("a").tags("Tea"), post("b").text("It is of something else now."));
    assertThat(posts.gists().suggested(posts.docket().all(List.of(shelf.feed(ADA).id()))))
        .isEmpty();
    shelf.judge(posts);
    assertThat(shelf.archive(posts).tag("tea", 9)).extracting(Post::title).containsExactly("a");
  }

  @Test
  void postsThatShareEnoughAreRelated() {
    shelf.take(ADA, post("a"), post("b"), post("c"));
    shelf.take(BEN, post("d"), post("e"), post("f").language("de"), post("g"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);

    describe(
        posts,
        "a:vwxyzq", // as b, d and g, of which one is of its own blog
        "b:vwxz",
        "c:z12345678901", // a single sign
        "d:vwxyq",
        "e:vw",
        "f:vwxyz", // in another language
        "g:wxyz");

    assertThat(related(posts))
        .containsEntry("a", List.of("b", "d"))
        .containsEntry("c", List.of())
        .containsEntry("f", List.of())
        .containsEntry("d", List.of("a", "g"));
  }

  @Test
  void whoLinksWhatHardlyAnybodyLinksIsRelated() {
    shelf.take(ADA, post("a"), post("b"));
    shelf.take(BEN, post("d"), post("e"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);

    describe(posts, "a:xyzX", "d:uvwXABCDEFG", "e:rst");

    assertThat(related(posts))
        .containsEntry("a", List.of("d"))
        .containsEntry("d", List.of("a"))
        .containsEntry("e", List.of());
  }

  @Test
  void ofWhatIsNoMoreShownNothingIsLeftToDo() {
    shelf.take(ADA, post("a"), post("b"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    shelf.exclude(ADA, ".");
    shelf.subscribe(posts, "nothing at all", ADA);
    shelf.judge(posts);

    assertThat(posts.gists().due()).isZero();
    assertThat(due(posts)).isEmpty();
  }

  @Test
  void aSuggestionDoesNotSayHowATagIsSpelt() {
    shelf.take(ADA, post("a").tags("Tea"), post("b"));
    Posts posts = shelf.planet("p", ADA);
    List<Candidate> waiting = posts.docket().waiting();
    posts.apply(
        waiting.stream()
            .map(
                candidate -> {
                  Verdict shown = new Verdict(Verdict.Kind.SHOWN, "", "");
                  Tag tea = new Tag("tea", "High Tea", Origin.CONFIG, false);
                  return new Ruling(
                      candidate.with(candidate.title().equals("a") ? List.of(tea) : List.of()),
                      shown,
                      0);
                })
            .toList(),
        Map.of(),
        shelf.now);
    posts
        .gists()
        .keep(
            due(posts).stream()
                .map(p -> made(p, "", p.title().equals("b") ? List.of(suggested("tea")) : null))
                .toList());

    assertThat(label(posts)).isEqualTo("High Tea");
  }

  @Test
  void whatNobodyUsesAnyMoreIsNoSuggestion() {
    shelf.take(ADA, post("a").tags("Tea"));
    shelf.take(BEN, post("d"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    posts
        .gists()
        .keep(
            due(posts).stream()
                .map(p -> made(p, "", p.title().equals("d") ? List.of(suggested("tea")) : null))
                .toList());
    posts.gists().relate(posts.gists().unrelated(Long.MAX_VALUE, 9));
    posts.gists().learn(new Learned(shelf.now, 2, new byte[] {1}));

    shelf.subscribe(posts, "", BEN);
    shelf.judge(posts);

    assertThat(shelf.archive(posts).newest(9).getFirst().tags()).isEmpty();
    assertThat(posts.gists().learned()).isNull();
    assertThat(due(posts)).extracting(Shown::title).containsExactly("d");
  }

  @Test
  void howATagIsSpeltFollowsThoseWhoAreLeft() {
    shelf.take(ADA, post("a").tags("TEA"), post("b").tags("TEA"));
    shelf.take(BEN, post("d").tags("Tea"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    assertThat(label(posts)).isEqualTo("TEA");

    shelf.exclude(ADA, ".");
    shelf.subscribe(posts, "without Ada's", ADA, BEN);
    shelf.judge(posts);
    assertThat(label(posts)).isEqualTo("Tea");
  }

  @Test
  void whoeverNamesAPostIsMadeAnewWhenItChangesOrGoes() {
    shelf.take(ADA, post("a"));
    shelf.take(BEN, post("d"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    describe(posts, "a:xyz", "d:xyz");
    assertThat(related(posts)).isEqualTo(Map.of("a", List.of("d"), "d", List.of("a")));

    shelf.take(ADA, post("a").title("another name"));
    assertThat(shelf.judge(posts))
        .extracting(Touch::date)
        .contains(Instant.parse("2026-11-04T00:00:00Z"));
    assertThat(related(posts).get("d")).containsExactly("another name");

    shelf.exclude(ADA, "another");
    shelf.subscribe(posts, "no other", ADA, BEN);
    shelf.judge(posts);
    assertThat(related(posts)).isEqualTo(Map.of("d", List.of()));
  }

  @Test
  void nothingStaysOfAFeedThatLeft() {
    shelf.take(ADA, post("a"));
    shelf.take(BEN, post("d"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    describe(posts, "a:xyz", "d:xyz");

    shelf.subscribe(posts, "", BEN);
    shelf.judge(posts);
    assertThat(related(posts)).isEqualTo(Map.of("d", List.of()));
    shelf.subscribe(posts, "", ADA, BEN);
    shelf.judge(posts);
    assertThat(due(posts)).extracting(Shown::title).containsExactly("a");
  }

  @Test
  void aTagIsSpeltAsMostSpellIt() {
    shelf.take(ADA, post("a").tags("tea"), post("b").tags("TEA"), post("c").tags("TEA"));
    Posts posts = shelf.planet("p", ADA, BEN);
    shelf.judge(posts);
    assertThat(label(posts)).isEqualTo("TEA");

    shelf.take(BEN, post("d").tags("Tea"), post("e").tags("Tea"));
    shelf.judge(posts);
    assertThat(label(posts)).isEqualTo("TEA");

    shelf.take(BEN, post("f").tags("Tea"));
    assertThat(shelf.judge(posts)).hasSizeGreaterThanOrEqualTo(6);
    assertThat(label(posts)).isEqualTo("Tea");
  }

  private String label(Posts posts) {
    return shelf.archive(posts).newest(1).getFirst().tags().getFirst().label();
  }

  @Test
  void aTagOfFewPostsHasNoPage() {
    shelf.take(ADA, post("a").tags("tea"), post("b").tags("tea", "milk"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);

    assertThat(posts.archive(shelf.blogs(), 2).newest(1).getFirst().tags())
        .containsExactly(new Tag("tea", "tea", Origin.AUTHOR, true), new Tag("milk", "milk"));
  }

  @Test
  void whatWasLearnedIsKeptUntilAllIsMadeAnew() {
    shelf.take(ADA, post("a"));
    Posts posts = shelf.planet("p", ADA);
    shelf.judge(posts);
    describe(posts);
    posts.gists().learn(new Learned(shelf.now, 7, new byte[] {1}));
    posts.gists().learn(new Learned(shelf.now, 8, new byte[] {2}));
    Learned learned = Objects.requireNonNull(posts.gists().learned());
    assertThat(learned.posts()).isEqualTo(8);
    assertThat(learned.bytes()).containsExactly(2);

    shelf.store.recuration().begin();
    assertThat(posts.gists().learned()).isNull();
    shelf.judge(posts);
    assertThat(due(posts)).hasSize(1);
  }
}
