package orrery.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import orrery.config.Changes.Touched;

class ChangesTest {
  private static final String ADA = "[https://ada.example/feed]\nname = Ada\n";
  private static final String BEN = "[https://ben.example/feed]\nname = Ben\n";
  private static final int END = Integer.MAX_VALUE;

  @Test
  void aNewSectionIsTouched() {
    Changes changes = Changes.between("[planet]\n" + BEN, "[planet]\n" + ADA + "\n" + BEN);
    assertThat(changes.touched())
        .containsExactly(new Touched("https://ada.example/feed", 2, 4, true, 0));
    assertThat(changes.removed()).isEmpty();
  }

  @Test
  void spacesCommentsOrderAndSpellingOfTheSchemeTouchNothing() {
    Changes changes =
        Changes.between(
            "[planet]\n" + ADA + BEN,
            "# Ours\n[planet]\n" + BEN + "; Hers\n[ HTTPS://ada.example/feed ]\nNAME:   Ada\n");
    assertThat(changes).isEqualTo(new Changes(java.util.List.of(), java.util.List.of()));
  }

  @Test
  void anOptionThatSaysSomethingElseTouchesItsSection() {
    assertThat(Changes.between(ADA + BEN, ADA + BEN + "filter = tea\n").touched())
        .containsExactly(new Touched("https://ben.example/feed", 3, END, false, 0));
    assertThat(Changes.between(ADA, ADA.replace("name = Ada\n", "")).touched()).hasSize(1);
  }

  @Test
  void anotherAddressIsOneFeedLessAndOneMore() {
    Changes changes = Changes.between(ADA, ADA.replace("/feed", "/atom"));
    assertThat(changes.touched())
        .extracting(Touched::target)
        .containsExactly("https://ada.example/atom");
    assertThat(changes.removed()).containsExactly("https://ada.example/feed");
  }

  @Test
  void inPlutoTheAddressIsAValue() {
    String before = "title = P\n[ada]\nfeed = https://ada.example/feed\n";
    Changes changes = Changes.between(before, before.replace("/feed", "/atom"));
    assertThat(changes.touched())
        .extracting(Touched::target)
        .containsExactly("https://ada.example/atom");
    assertThat(changes.removed()).containsExactly("https://ada.example/feed");
  }

  @Test
  void whatIsSaidForAllTouchesNoFeed() {
    assertThat(
            Changes.between(
                    "[planet]\nname = P\n" + ADA,
                    "[planet]\nname = Q\n[DEFAULT]\nimages = none\n" + ADA)
                .touched())
        .isEmpty();
  }

  @Test
  void aFeedThatIsThereASecondTimeHasATwin() {
    assertThat(Changes.between(ADA, ADA + ADA).touched())
        .containsExactly(new Touched("https://ada.example/feed", 3, END, false, 1));
    assertThat(Changes.between(ADA, ADA.replace("Ada", "A.") + ADA).touched())
        .containsExactly(new Touched("https://ada.example/feed", 1, 2, false, 3));
    assertThat(Changes.between(ADA + ADA, ADA + ADA + "filter = tea\n").touched())
        .as("it was there before")
        .containsExactly(new Touched("https://ada.example/feed", 3, END, false, 0));
  }

  @Test
  void whereNothingWasEverythingIsNew() {
    assertThat(Changes.between("", "[planet]\n" + ADA + BEN).touched())
        .hasSize(2)
        .allMatch(Touched::added);
  }
}
