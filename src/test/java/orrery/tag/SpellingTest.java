package orrery.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Machine Learning | #MachineLearning | machine-learning | MACHINE_LEARNING",
        "Open Source | opensource | OpenSource | open-source",
        "web app | Web Apps | #webapps | WebApp",
        "LLM | LLMs | llms | llm",
        "API | APIs | apis | A.P.I.",
        "Library | libraries | LIBRARIES | library",
        "Movie | movies | Movies | movie",
        "box | boxes | Boxes | BOX",
        "branch | branches | Branches | Branch",
        "cache | caches | Caches | CACHE",
        "class | classes | Classes | CLASS",
        "release | releases | Release | RELEASES",
        "Node.js | nodejs | NodeJS | node-js",
        "Straße | STRASSE | strasse | straße",
        "Σοφός | ΣΟΦΌΣ | σοφόσ | #σοφός",
        "İstanbul | istanbul | ISTANBUL | ıstanbul",
        "ｐｙｔｈｏｎ | Python | PYTHON | #python",
        "café | cafe\u0301 | CAFÉ | Cafés",
        "فارسی | فارسی | فارسـی | فارسی",
        "Ruby on Rails | RubyOnRails | #rubyonrails | ruby-on-rails",
        "Hacker News | HackerNews | #hackernews | hacker_news",
        "Microsoft Windows | microsoftwindows | MicrosoftWindows | #MicrosoftWindows",
        "hiking trail | #hikingtrails | HikingTrails | hiking-trails",
        "bus | buses | Buses | BUS",
        "status | statuses | Statuses | #status",
        "PDF | PDFs | pdfs | pdf",
        "VM | VMs | vms | vm",
        "web 2.0 | Web2.0 | WEB-2.0 | web_2.0",
        "libro | Libros | LIBROS | libros",
        "❤ | ❤\uFE0F | #❤ | ❤",
      })
  void oneTagInManySpellings(String one, String two, String three, String four) {
    assertThat(Stream.of(two, three, four).map(Spelling::key))
        .containsOnly(Spelling.key(one))
        .doesNotContain("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C | C++",
        "C | C#",
        "C# | C++",
        ".NET | net",
        "3.12 | 312",
        "1,000 | 1.000",
        "https | http",
        "Windows | Window",
        "Rails | rail",
        "news | new",
        "Pandas | panda",
        "año | ano",
        "R&D | RD",
        "DNS | dn",
        "dns | DN",
        "TLS | TL",
        "tls | tl",
        "CMS | cm",
        "SMS | sm",
        "nfs | nf",
        "CVS | cv",
        "日本 | 日木",
      })
  void whatIsNotOneStaysApart(String one, String other) {
    assertThat(Spelling.key(one)).isNotEqualTo(Spelling.key(other)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "#", "---", "…", "«»", "\u202e", "!!!"})
  void leavesNothingOfSigns(String label) {
    assertThat(Spelling.key(label)).isEmpty();
  }

  @Test
  void whatIsAKeyStaysOne() {
    for (String label :
        new String[] {
          "Kubernetes",
          "PostgreSQL",
          "buses",
          "Series",
          "stories",
          "GPUs",
          "Olympics",
          "1990s",
          "iOS"
        }) {
      String key = Spelling.key(label);
      assertThat(Spelling.key(key)).as(label).isEqualTo(key);
    }
  }
}
