package orrery.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
    "10.1.2.3/8, 10.0.0.0, 9.255.255.255",
    "192.168.64.0/18, 192.168.127.255, 192.168.128.0",
    "127.0.0.1, 127.0.0.1, 127.0.0.2",
    "0.0.0.0/0, 255.255.255.255, ::1",
    "::1, ::1, ::2",
    "fd00::/8, fdff::1, fe00::1",
    "2001:db8:8000::/33, 2001:db8:ffff::, 2001:db8:7fff::",
    "::/0, ffff::, 10.0.0.1",
  })
  void aBlockHoldsItsAddresses(String block, String inside, String outside) {
    Cidr cidr = Cidr.parse(block);
    assertThat(cidr.contains(InetAddress.ofLiteral(inside))).isTrue();
    assertThat(cidr.contains(InetAddress.ofLiteral(outside))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "::/129",
        "192.168/16",
        "1",
        "localhost",
        "example.org/8",
        "10.0.0.256",
        "10.0.0.0/x",
        "10.0.0.0-10.0.0.9"
      })
  void whatIsNoBlockIsNamed(String text) {
    assertThatThrownBy(() -> Cidr.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("10.0.0.0/8");
  }
}
