package orrery.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  private static final String BASE = "https://blog.example/a/b/c.html?q=1#f";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://blog.example/",
        "http://blog.example:8080/a%20b/?x=1&y=%zz;z=(1)#frag",
        "https://Blog.Example/A/../B/./c",
        "https://bücher.example/straße?é=日本語",
        "https://[2001:db8::1]/x",
        "https://blog.example",
        "https://blog.example?x",
        "https://blog.example/a,b;c=d'e~!*|{}^"
      })
  void keepsWhatIsFineByteForByte(String address) {
    assertThat(Addresses.safe(address, null)).isEqualTo(address);
    assertThat(Addresses.safe(address, BASE)).isEqualTo(address);
    assertThat(Addresses.withoutTracking(address)).isSameAs(address);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "` https://x.example/a b `, https://x.example/a%20b",
        "HTTPS://x.example/, https://x.example/",
        "`https://x.example/a\nb\tc`, https://x.example/abc",
        "`https://x.example/\"<>`, https://x.example/%22%3C%3E",
        "https:\\\\x.example\\a?b\\c, https://x.example/a?b\\c",
        "https://x.example/\u202ea, https://x.example/%E2%80%AEa",
        "https://x.example/\ud83d\ude00, https://x.example/%F0%9F%98%80",
      })
  void mendsAsBrowsersDo(String address, String mended) {
    assertThat(Addresses.safe(address, null)).isEqualTo(mended);
    assertThat(Addresses.safe(mended, null)).isEqualTo(mended);
  }

  /** RFC 3986, section 5.4, against a base of ours. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "g, https://blog.example/a/b/g",
        "./g, https://blog.example/a/b/g",
        "g/, https://blog.example/a/b/g/",
        "/g, https://blog.example/g",
        "//g, https://g",
        "//g/x:y, https://g/x:y",
        "?y, https://blog.example/a/b/c.html?y",
        "g?y/./x, https://blog.example/a/b/g?y/./x",
        "#s, https://blog.example/a/b/c.html?q=1#s",
        "g#s/../x, https://blog.example/a/b/g#s/../x",
        ";x, https://blog.example/a/b/;x",
        "``, https://blog.example/a/b/c.html?q=1",
        "., https://blog.example/a/b/",
        ".., https://blog.example/a/",
        "../g, https://blog.example/a/g",
        "../../../g, https://blog.example/g",
        "/./g, https://blog.example/g",
        "/../g, https://blog.example/g",
        "g., https://blog.example/a/b/g.",
        "..g, https://blog.example/a/b/..g",
        "g/../h, https://blog.example/a/b/h",
        "g;x=1/../y, https://blog.example/a/b/y",
        "./x:y, https://blog.example/a/b/x:y",
        "\\\\g\\h, https://g/h",
        "a b, https://blog.example/a/b/a%20b",
      })
  void resolves(String reference, String address) {
    assertThat(Addresses.safe(reference, BASE)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "\u0001javascript:alert(1)",
        "data:text/html,x",
        "mailto:me@blog.example",
        "ftp://x.example/",
        "x:y",
        "https:",
        "https://",
        "https:x.example",
        "https:/x.example/",
        "https:///x.example",
        "https://?x",
        "https://:80/",
        "https://me@x.example/",
        "https://me:pw@x.example/",
        "https://x.example\u202e/",
        "https://x .example/",
        "https://x<y/"
      })
  void refuses(String address) {
    assertThat(Addresses.safe(address, null)).isNull();
    assertThat(Addresses.safe(address, BASE)).isNull();
  }

  @Test
  void needsAnAbsoluteBase() {
    assertThat(Addresses.safe("x", null)).isNull();
    assertThat(Addresses.safe("x", "")).isNull();
    assertThat(Addresses.safe("x", "/y")).isNull();
    assertThat(Addresses.safe("x", "tag:blog.example,2026:y")).isNull();
    assertThat(Addresses.safe("x", "https://blog.example")).isEqualTo("https://blog.example/x");
    assertThat(Addresses.safe("https://x.example/" + "y".repeat(5000), null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.example/?utm_source=rss, https://x.example/",
    "https://x.example/?utm_source=rss#c, https://x.example/#c",
    "https://x.example/?a=1&UTM_medium=x&b=2&fbclid=3, https://x.example/?a=1&b=2",
    "https://x.example/?gclid=1&a=1, https://x.example/?a=1",
    "https://x.example/?a=1&amp;utm_source=x, https://x.example/?a=1",
    "https://x.example/?mc_cid=1&mc_eid=2&q=%26utm_source, https://x.example/?q=%26utm_source",
    "https://x.example/p#utm_source=rss, https://x.example/p",
    "https://x.example/p?x#xtor=RSS-1, https://x.example/p?x",
    "https://x.example/utm_source=1/?q=utm_source=1, https://x.example/utm_source=1/?q=utm_source=1",
    "https://x.example/?&&a, https://x.example/?&&a",
    "https://x.example/?, https://x.example/?",
  })
  void takesTrackingAway(String address, String plain) {
    assertThat(Addresses.withoutTracking(address)).isEqualTo(plain);
    assertThat(Addresses.withoutTracking(plain)).isSameAs(plain);
  }
}
