package orrery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change of a config brings, as a reviewer and a machine are told. */
class SinceTest {
  @TempDir Path folder;
  private final Web web;
  private Path config = Path.of("");

  SinceTest() throws IOException {
    web = new Web();
  }

  @BeforeEach
  void plan() throws Exception {
    web.feed("/ada.xml", "Ada's blog", "engines", "notes");
    web.feed("/ben.xml", "Ben's blog", "cake", "tea");
    config = folder.resolve("feeds.ini");
    write(section("/ada.xml"), section("/broken.xml"));
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-qm", "A planet");
    git("checkout", "-qb", "topic");
  }

  @AfterEach
  void close() {
    web.close();
  }

  // What is touched ------------------------------------------------------------------------------

  @Test
  void onlyWhatTheChangeTouchesIsAsked() throws Exception {
    write(section("/ada.xml"), section("/ben.xml"), section("/broken.xml"));
    Terminal check = since("main").worked();
    assertThat(check.out())
        .contains(config + ":7: /ben.xml, " + web.url("/ben.xml") + ", is new and can be taken.")
        .contains("RSS 2.0, 2 posts, the newest of 2026-11-20.", "post: cake", "bad   https")
        .doesNotContain("ada.xml", "broken.xml");
    assertThat(web.asked("/ada.xml") + web.asked("/broken.xml")).isZero();
  }

  @Test
  void nothingTouchedIsGood() throws Exception {
    write(section("/broken.xml"), "# a comment\n" + section("/ada.xml"));
    assertThat(since("main").worked().out())
        .isEqualToNormalizingNewlines(config + ": the change touches no feed.\n");
    assertThat(since("main", "--markdown").worked().out())
        .isEqualToNormalizingNewlines(
            "## Planet Test\n\nThis change touches no feed that the planet has now.\n\n");
  }

  @Test
  void removedFeedsAreNamed() throws Exception {
    write(section("/broken.xml"));
    assertThat(since("main").worked().out())
        .isEqualToNormalizingNewlines(config + ": removed: " + web.url("/ada.xml") + "\n");
    assertThat(since("main", "--markdown").worked().out()).contains("Removed: http");
  }

  @Test
  void changedOptionsAreLookedAtWithoutTakingTheFeedForItsOwnDouble() throws Exception {
    write(section("/ada.xml") + "filter = engines\n", section("/broken.xml"));
    assertThat(since("main").worked().out()).contains("/ada.xml, has changed and can be taken.");
  }

  // What fails -----------------------------------------------------------------------------------

  @Test
  void aFeedThatCannotBeHadFails() throws Exception {
    write(section("/ada.xml"), section("/broken.xml"), section("/gone.xml"), section("/ben.xml"));
    Terminal check = since("main");
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out())
        .contains("/gone.xml, is new and cannot be taken:", "404", "/ben.xml, is new and can be");
    assertThat(check.out().indexOf("gone.xml")).isLessThan(check.out().indexOf("ben.xml"));
  }

  @Test
  void whatIsNoFeedFails() throws Exception {
    web.put("/page", "text/html", "<p>Hello</p>");
    write(section("/ada.xml"), section("/broken.xml"), section("/page"));
    assertThat(since("main").status()).isEqualTo(1);
  }

  @Test
  void aFeedThatIsThereInAnotherSpellingFails() throws Exception {
    web.feed("/ada.xml/", "Ada's blog", "engines", "notes");
    write(section("/ada.xml"), section("/broken.xml"), section("/ada.xml/"));
    Terminal check = since("main");
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out())
        .contains("  The planet has this feed already, as " + web.url("/ada.xml") + ".");
  }

  @Test
  void aFeedThatIsThereWordForWordFails() throws Exception {
    write(section("/ada.xml"), section("/broken.xml"), section("/ada.xml"));
    Terminal check = since("main");
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).contains("  The planet has this feed already, on line 4.");
  }

  @Test
  void aSectionThatIsNoAddressFailsAndAnOlderOneDoesNot() throws Exception {
    write(section("/ada.xml"), section("/broken.xml"), "[htp://old.example/feed]\n");
    git("commit", "-qam", "A slip");
    write(
        section("/ada.xml"),
        section("/broken.xml"),
        "[htp://old.example/feed]\n",
        "[htp://ben.example/feed]\nnmae = Ben\n");
    Terminal check = since("HEAD");
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out())
        .contains("htp://ben.example/feed is neither a web address nor a file")
        .doesNotContain("old.example");
    write(
        section("/ada.xml"),
        section("/broken.xml"),
        section("/ben.xml"),
        "[htp://old.example/feed]\n");
    since("HEAD").worked();
  }

  @Test
  void whatIsRequiredHasToBeKept() throws Exception {
    write("require = valid, on-topic, proof\n", section("/ada.xml"), section("/ben.xml"));
    since("main").worked();
    write("require = https, stable-ids\n", section("/ada.xml"), section("/ben.xml"));
    Terminal check = since("main");
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).contains("  The planet requires https: see");
  }

  @Test
  void aConfigThatCannotBeReadFails() throws Exception {
    write("require = beauty\n", section("/ada.xml"));
    assertThat(since("main").refused()).contains("beauty");
  }

  @Test
  void aFeedThatMovedIsToldItsAddress() throws Exception {
    web.redirect(301, "/old.xml", "/ben.xml");
    write(section("/ada.xml"), section("/broken.xml"), section("/old.xml"));
    assertThat(since("main").worked().out())
        .contains("  It has moved for good to " + web.url("/ben.xml") + ": write that address.");
  }

  // Since when -----------------------------------------------------------------------------------

  @Test
  void aFileTellsWhatWasToo() throws Exception {
    Path before = Files.copy(config, folder.resolve("before.ini"));
    write(section("/ada.xml"), section("/ben.xml"));
    assertThat(since(before.toString()).worked().out())
        .contains("/ben.xml, is new", "removed: " + web.url("/broken.xml"));
  }

  @Test
  void whatOthersDidMeanwhileIsNotOurs() throws Exception {
    git("checkout", "-q", "main");
    write(section("/ada.xml"), section("/broken.xml"), section("/theirs.xml"));
    git("commit", "-qam", "Theirs");
    git("checkout", "-q", "topic");
    write(section("/ada.xml"), section("/broken.xml"), section("/ben.xml"));
    assertThat(since("main").worked().out())
        .contains("/ben.xml, is new")
        .doesNotContain("theirs", "removed");
  }

  @Test
  void aConfigThatWasNotThereIsAllNew() throws Exception {
    Path other =
        Files.writeString(
            folder.resolve("other.ini"), Files.readString(config).replace("/broken", "/ben"));
    assertThat(Terminal.run("check", "--since", "main", "-c", other).worked().out())
        .contains("/ada.xml, is new", "/ben.xml, is new");
  }

  @Test
  void severalConfigsAreSeveralAnswers() throws Exception {
    Path other =
        Files.writeString(
            folder.resolve("other.ini"), Files.readString(config) + "\n[planet]\noutput_dir = o\n");
    git("add", ".");
    git("commit", "-qm", "Another planet");
    write(section("/ada.xml"), section("/broken.xml"), section("/ben.xml"));
    assertThat(Terminal.run("check", "--since", "HEAD", "-c", config, "-c", other).worked().out())
        .contains("/ben.xml, is new", other + ": the change touches no feed.");
  }

  @Test
  void aRevisionThatIsNoneIsNamed() throws Exception {
    assertThat(since("origin/main").refused())
        .contains("origin/main", "git does not know that revision", "fetch");
    for (String odd : List.of("-p", "--output=x", "main:feeds.ini", "a..b", "a b", "$(id)", "")) {
      assertThat(Terminal.run("check", "--since=" + odd, "-c", config).refused())
          .contains("no revision of git");
    }
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void aFolderWithoutHistoryIsNamed(@TempDir Path bare) throws Exception {
    Path file = Files.copy(config, bare.resolve("feeds.ini"));
    assertThat(Terminal.run("check", "--since", "main", "-c", file).refused())
        .endsWith(bare + " is not in a git repository.");
  }

  @Test
  void markdownNeedsAChangeAndAChangeIsNotMended() {
    assertThat(Terminal.run("check", "--markdown", "-c", config).status()).isEqualTo(2);
    assertThat(Terminal.run("check", "--since", "main", "--fix", "-c", config).status())
        .isEqualTo(2);
  }

  // Comments -------------------------------------------------------------------------------------

  @Test
  void aCommentSaysAllAndObeysNobody() throws Exception {
    String evil = "@team <img src=x> [x](http://e.example) `| ``` https://e.example #1 </details>";
    web.put(
        "/evil.xml",
        "application/rss+xml",
        "<rss version='2.0'><channel><title><![CDATA["
            + evil
            + "]]></title><description>&bad;</description><item><title><![CDATA[\n/close\n"
            + evil.replace("<", "&lt;")
            + "]]></title><link>https://e.example/)x</link></item></channel></rss>");
    write(section("/ada.xml"), section("/broken.xml"), "[" + web.url("/evil.xml") + "]\n");
    String comment = since("main", "--markdown").worked().out();
    assertThat(comment)
        .startsWith("## Planet Test\n\n✅ 1 feed is new or changed; all can be taken.\n\n### ✅ [")
        .contains("| ❌ | posts | ", "<details><summary>", "The newest posts:")
        .doesNotContain("@", "<img", "`", "](http:", "\n/close", "https://");
    assertThat(comment.split("</details>", -1)).as("ours alone").hasSize(2);
    assertThat(Parser.unescapeEntities(comment, false).replace("\u200B", ""))
        .contains("/close @team <img src=x> [x](http://e.example) `| ``` https://e.example #1");
  }

  @Test
  void aCommentIsNotTooLong() throws Exception {
    List<String> sections = new ArrayList<>(List.of(section("/ada.xml"), section("/broken.xml")));
    for (int i = 0; i < 60; i++) {
      web.feed("/f" + i + ".xml", "<![CDATA[" + "<&>".repeat(90) + "]]>", "a" + i, "b" + i);
      sections.add("[" + web.url("/f" + i + ".xml") + "]\n");
    }
    write(sections.toArray(String[]::new));
    String comment = since("main", "--markdown").worked().out();
    assertThat(comment.length()).isBetween(40_000, ChangeMarkdown.LONGEST);
    assertThat(comment).contains("60 feeds are new", " more are left out here**");
  }

  // ----------------------------------------------------------------------------------------------

  private Terminal since(String since, String... more) {
    List<Object> words = new ArrayList<>(List.of("check", "--since", since, "-c", config));
    words.addAll(List.of(more));
    return Terminal.run(words.toArray());
  }

  private void write(String... sections) throws IOException {
    Files.writeString(
        config,
        "[planet]\nname = Planet Test\nallow_addresses = 127.0.0.0/8\n"
            + String.join("\n", sections));
  }

  private String section(String path) {
    return "[" + web.url(path) + "]\nname = " + path + "\n";
  }

  private void git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_AUTHOR_NAME", "Ada",
                "GIT_AUTHOR_EMAIL", "ada@ada.example",
                "GIT_COMMITTER_NAME", "Ada",
                "GIT_COMMITTER_EMAIL", "ada@ada.example",
                "GIT_CONFIG_GLOBAL", "/dev/null"));
    Process git;
    try {
      git = builder.start();
    } catch (IOException e) {
      abort("git is not here");
      return;
    }
    String said = new String(git.getInputStream().readAllBytes(), UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
  }
}
