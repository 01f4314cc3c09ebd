package orrery.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      value = {
        "http://example.org -> http://example.org/",
        "http://example.org/a/../b/./c -> http://example.org/a/../b/./c",
        "HTTPS://Example.ORG:443/Feed -> https://example.org/Feed",
        "http://example.org:8080?x=1&y=%41%c3%a9+z -> http://example.org:8080/?x=1&y=%41%c3%a9+z",
        "http://example.org/a b|c{d}\"e -> http://example.org/a%20b%7Cc%7Bd%7D%22e",
        "http://example.org/caf\u00e9/\u65e5?q=\u00fc -> http://example.org/caf%C3%A9/%E6%97%A5?q=%C3%BC",
        "http://example.org/100%/%zz -> http://example.org/100%25/%25zz",
        "http://example.org/a?b[c]=d&e=f?g -> http://example.org/a?b[c]=d&e=f?g",
        "http://example.org/[a] -> http://example.org/%5Ba%5D",
        "http://example.org/feed#top -> http://example.org/feed",
        "http://example.org/a\\b?c\\d -> http://example.org/a/b?c%5Cd",
        "`  http://example.org/x\ty\n ` -> http://example.org/xy",
        "feed://example.org/x -> http://example.org/x",
        "feed:https://example.org/x -> https://example.org/x",
        "FEED:http://example.org/x -> http://example.org/x",
        "http:example.org/x -> http://example.org/x",
        "http://b\u00fccher.example/ -> http://xn--bcher-kva.example/",
        "http://\u65e5\u672c\u3002example/ -> http://xn--wgv71a.example/",
        "http://\u2460\u2461\u2466.0.0.1/ -> http://127.0.0.1/",
        "http://127.1:81/ -> http://127.1:81/",
        "http://[::FFFF:127.0.0.1]:81/ -> http://[::ffff:127.0.0.1]:81/",
        "http://example.org./ -> http://example.org/",
        "http://a_b.example.org/ -> http://a_b.example.org/",
        "http://me:se%40cret@example.org/x -> http://example.org/x",
        "http://example.org\\@10.0.0.1/ -> http://example.org/@10.0.0.1/",
      })
  void addressesAreKeptAsFarAsTheWireAllows(String written, String sent)
      throws MalformedURLException {
    assertThat(Address.parse(written)).hasToString(sent);
    assertThat(Address.parse(sent)).hasToString(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org/feed",
        "/feed",
        "ftp://example.org/",
        "file:///etc/passwd",
        "feed:x",
        "hhttps://example.org/",
        "http://",
        "http:///",
        "http://?x",
        "http://exa mple.org/",
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:8o/",
        "http://example.org:99999999999/",
        "http://a:b:c/",
        "http://[::1/",
        "http://[x]/",
        "http://%31%32%37.0.0.1/",
        "http://[fe80::1%25eth0]/",
        "http://exa\u0000mple.org/",
        "javascript:alert(1)",
        "http://\u2024/",
        "http://<b>/",
        "http://\"/",
      })
  void whatIsNoWebAddressIsRefusedInASentence(String written) {
    assertThatThrownBy(() -> Address.parse(written))
        .isInstanceOf(MalformedURLException.class)
        .message()
        .startsWith(written.isEmpty() ? "The" : "")
        .endsWith(".")
        .hasSizeLessThan(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      value = {
        "https://other.example/x -> https://other.example/x",
        "//other.example/x -> http://other.example/x",
        "/x?y -> http://example.org/x?y",
        "x -> http://example.org/a/b/x",
        "./x -> http://example.org/a/b/x",
        "../x -> http://example.org/a/x",
        "../../../../x -> http://example.org/x",
        ".. -> http://example.org/a/",
        "?z -> http://example.org/a/b/c?z",
        "`` -> http://example.org/a/b/c?d=/e/f",
        "#top -> http://example.org/a/b/c?d=/e/f",
        "x?y=../z -> http://example.org/a/b/x?y=../z",
        "/a/./b/../c/. -> http://example.org/a/c/",
        "/.. -> http://example.org/",
        "/a//b/..// -> http://example.org/a///",
        "/x y -> http://example.org/x%20y",
        "\\\\other.example\\x -> http://other.example/x",
      })
  void referencesAreResolved(String reference, String target) throws MalformedURLException {
    Address base = Address.parse("http://example.org/a/b/c?d=/e/f");
    assertThat(base.resolve(reference)).hasToString(target);
  }

  @Test
  void aReferenceMayHoldUtf8AsServersSendIt() throws MalformedURLException {
    String header =
        new String("/caf\u00e9".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(Address.parse("http://example.org/").resolve(header))
        .hasToString("http://example.org/caf%C3%A9");
  }

  @Test
  void userAndPasswordBecomeAHeader() throws MalformedURLException {
    Address address = Address.parse("http://me:p%3a%zz@example.org/x");
    assertThat(address.authorization()).isEqualTo("Basic bWU6cDoleno=");
  }
}
