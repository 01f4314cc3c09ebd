package orrery.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import orrery.feed.Text;

class OutlinksTest {
  @Test
  void eachAddressComesOnceAsItIs() {
    String html =
        Cleaner.clean(
            Text.html(
                "<a href='https://a.example/?x=1&amp;y=2&utm_source=z'>a</a> &lt;a href=\"no\">"
                    + "<abbr title='<a href=\"https://no.example/\">'>b</abbr>"
                    + "<iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe>"
                    + "<a href='https://b.example/'>b</a><a href='https://b.example/'>b</a>"
                    + "<a href='javascript:x'>c</a>",
                null));

    assertThat(Outlinks.of(html, 9))
        .startsWith("https://a.example/?x=1&y=2")
        .endsWith("https://b.example/")
        .hasSize(3);
    assertThat(Outlinks.of(html, 1)).hasSize(1);
    assertThat(Outlinks.of("", 9)).isEmpty();
  }
}
