package orrery.tag;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "en, en",
        "EN-us, en-US",
        "en_US, en-US",
        "en_US.UTF-8, en-US",
        "` de `, de",
        "`de, en`, de",
        "English, en",
        "ENG, en",
        "zh-hant-tw, zh-Hant-TW",
        "iw, he",
        "gsw, gsw",
        "es-419, es-419",
        "pt-br, pt-BR",
        "no, nb",
        "no-NO, nb-NO",
        "nn-no, nn-NO",
        "fil-PH, tl-PH",
        "sh, sr",
      })
  void normalises(String declared, String normal) {
    assertThat(Language.normal(declared)).isEqualTo(normal);
    assertThat(Language.normal(normal)).isEqualTo(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "none",
        "unknown",
        "C",
        "x-klingon",
        "und",
        "12",
        "<b>",
        "en-\0",
        "äö"
      })
  void refuses(String declared) {
    assertThat(Language.normal(declared)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "שלום עולם ו-HTML, he",
        "สวัสดีชาวโลก, th",
        "Καλημέρα κόσμε, el",
        "안녕하세요 세계, ko",
        "漢字と仮名, ja",
        "日本語の文章です。Javaの話, ja",
        "გამარჯობა, ka",
        "中文文章, Hani",
        "`中文の文章，很多很多汉字`, Hani", // a sign that is a fashion
        "سلام دنیا, Arab",
        "Привет мир, Cyrl",
        "नमस्ते दुनिया, Deva",
        "Hello world, Latn",
        "Spring BootをDockerで動かす方法, ja",
        "Настройка nginx на сервере, Cyrl",
        "`The π of it, and Σ`, Latn",
        "`1, 2, 3`, -",
        "``, -",
      })
  void lettersTellTheScriptAndOfSomeTheLanguage(String text, @Nullable String script) {
    assertThat(Language.script(text, true)).isEqualTo(script);
  }

  @Test
  void knowsDirections() {
    assertThat(Language.normal(null)).isNull();
    assertThat(Language.rightToLeft(null)).isFalse();
    assertThat(Language.rightToLeft("en")).isFalse();
    assertThat(Language.rightToLeft("he-IL")).isTrue();
    assertThat(Language.rightToLeft("fa")).isTrue();
    assertThat(Language.rightToLeft("uz-Arab")).isTrue();
    assertThat(Language.rightToLeft("ar-Latn")).isFalse();
    assertThat(Language.rightToLeft("\0")).isFalse();
  }
}
