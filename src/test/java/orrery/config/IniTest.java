package orrery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IniTest {
  private static final Path FIXTURES = Path.of("src/test/resources/config");

  /** What is expected was checked against Python 2.7's ConfigParser, where that reads the file. */
  @ParameterizedTest
  @ValueSource(
      strings = {"comments", "separators", "sections", "continuations", "windows", "indented"})
  void readsAsConfigParserDoes(String name) throws IOException {
    var folder = FIXTURES.resolve("lexing");
    var ini = Ini.configParser(Files.readString(folder.resolve(name + ".ini")));

    assertThat(dump(ini)).isEqualTo(Files.readString(folder.resolve(name + ".expected")));
  }

  @Test
  void readsPlutosOwnSyntax() throws IOException {
    var folder = FIXTURES.resolve("pluto");
    var ini = Ini.read(Files.readString(folder.resolve("syntax.ini")));

    assertThat(ini.pluto()).isTrue();
    assertThat(dump(ini)).isEqualTo(Files.readString(folder.resolve("syntax.expected")));
    assertThat(ini.notes()).extracting(Ini.Note::line).containsExactly(10);
  }

  @Test
  void knowsWhereEverythingStands() {
    var text = "# top\n[planet]\nname = A\n\n# b's\n[https://b.example/]\nname = B\n more\n\n";
    var ini = Ini.configParser(text);

    assertThat(ini.sections()).extracting(Ini.Section::line).containsExactly(2, 6);
    assertThat(ini.sections().get(1).options().get("name"))
        .isEqualTo(
            new Ini.Option(
                "name", "B\nmore", 7, List.of(new Rule.Spot(7, 8), new Rule.Spot(8, 2))));
    assertThat(ini.sections())
        .extracting(s -> text.substring(s.start(), s.end()))
        .containsExactly("[planet]\nname = A", "[https://b.example/]\nname = B\n more");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[planet]\nno separator\n",
        "[planet]\n= no key\n",
        "[planet]\n[]\n",
        "[planet]\n[https://ada.example/\n",
        "[planet]\nname = A\nname = B\n",
      })
  void saysWhatItCannotReadAndGoesOn(String text) {
    var ini = Ini.configParser(text + "[https://bob.example/]\n");

    assertThat(ini.notes()).isNotEmpty().allMatch(note -> note.line() == text.lines().count());
    assertThat(ini.sections().getLast().name()).isEqualTo("https://bob.example/");
  }

  @Test
  void aHeaderWithoutItsBracketDoesNotGiveItsKeysToTheSectionAbove() {
    var ini =
        Ini.configParser("[https://ada.example/]\nname = A\n[https://bob.example/\nname = B\n");

    assertThat(ini.sections()).extracting(Ini.Section::name).contains("https://bob.example/");
    assertThat(ini.sections().getFirst().options().get("name"))
        .isEqualTo(new Ini.Option("name", "A", 2, List.of(new Rule.Spot(2, 8))));
  }

  @Test
  void warnsOfALineThatIsSwallowedByTheValueAbove() {
    var ini = Ini.configParser("[planet]\nname = A\n link = https://a.example/\n [https://b/]\n");

    assertThat(ini.notes()).extracting(Ini.Note::line).containsExactly(3, 4);
  }

  @Test
  void readsKeysBeforeTheFirstSection() {
    var ini = Ini.read("name = Stars\n[https://ada.example/]\nname = Ada\n");

    assertThat(ini.pluto()).isFalse();
    assertThat(ini.top().options())
        .containsEntry("name", new Ini.Option("name", "Stars", 1, List.of(new Rule.Spot(1, 8))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", " ", "[", "[]", "]", "=", ":", " x", "rem", "r", "\uFEFF", "a=;"})
  void survivesScraps(String text) {
    assertThat(Ini.configParser(text).sections()).isEmpty();
    assertThat(Ini.pluto(text).sections()).isEmpty();
  }

  private static String dump(Ini ini) {
    var sections = new TreeMap<String, TreeMap<String, String>>();
    var all = new ArrayList<>(ini.sections());
    if (!ini.top().options().isEmpty()) {
      all.add(ini.top());
    }
    for (var section : all) {
      var values = sections.computeIfAbsent(section.name(), _ -> new TreeMap<>());
      section.options().forEach((key, option) -> values.put(key, option.value()));
    }
    var out = new StringBuilder();
    sections.forEach(
        (name, values) -> {
          out.append('[').append(name).append("]\n");
          values.forEach(
              (key, value) ->
                  out.append(key).append('=').append(value.replace("\n", "\\n")).append('\n'));
        });
    return out.toString();
  }
}
