package orrery.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        // this host, compatible, mapped and translated IPv4
        "::",
        "::1",
        "::7f00:1",
        "::808:808",
        "::ffff:0:127.0.0.1",
        "::ffff:0:8.8.8.8",
        "64:ff9b::10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::8.8.8.8",
        "64:ff9b:0:0:1::8.8.8.8",
        // discard, unique-local, link-local, site-local, multicast, segment routing
        "100::1",
        "100:0:0:1::1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "5f00::1",
        // documentation, benchmarking, ORCHID, protocol assignments
        "2001:db8::1",
        "3fff::1",
        "3fff:fff::1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:1::1",
        "2001:1ff::1",
        // 6to4, Teredo (server, client) and ISATAP of such
        "2002:7f00:1::1",
        "2002:c0a8:101::1",
        "2002:a00::",
        "2001:0:a00:1:0:0:f7f7:f7f7",
        "2001:0:808:808:0:0:80ff:fffe",
        "2a00:1450::5efe:10.0.0.1",
        "2a00:1450::200:5efe:7f00:1",
        // no one owns these yet
        "4000::1",
        "e000::1",
      })
  void notPublic(String literal) {
    assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(literal))).isFalse();
  }

  @Test
  void mappedIPv4IsJudgedAsIPv4() {
    assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral("::ffff:127.0.0.1"))).isFalse();
    assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral("::ffff:a9fe:a9fe"))).isFalse();
    assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral("::ffff:8.8.8.8"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.167.255.255",
        "192.169.0.1",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "2001:200::1",
        "3ffe::1",
        "2003::1",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
        "2001:0:808:808:0:0:f7f7:f7f7",
        "2a00:1450::5efe:8.8.8.8",
      })
  void isPublic(String literal) {
    assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(literal))).isTrue();
  }

  @Test
  void whatIsAllowedMayBeDialled() {
    PublicAddresses addresses =
        new PublicAddresses(
            Resolver.SYSTEM, List.of(Cidr.parse("10.1.0.0/16"), Cidr.parse("fd00::/8")));
    assertThat(addresses.allows(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
    assertThat(addresses.allows(InetAddress.ofLiteral("fd12::1"))).isTrue();
    assertThat(addresses.allows(InetAddress.ofLiteral("10.2.2.3"))).isFalse();
    assertThat(addresses.allows(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
  }

  @Test
  void onlyThePublicOnesOfSeveralAreHandedOut() throws UnknownHostException {
    assertThat(resolving("10.0.0.1", "8.8.8.8", "::1", "1.1.1.1").resolve("example.org"))
        .containsExactly(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("1.1.1.1"));
    assertThatThrownBy(() -> resolving("10.0.0.1", "::1").resolve("example.org"))
        .isInstanceOf(PublicAddresses.NotPublic.class);
    assertThatThrownBy(() -> resolving().resolve("example.org"))
        .isExactlyInstanceOf(UnknownHostException.class);
  }

  private static PublicAddresses resolving(String... literals) {
    InetAddress[] all = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      all[i] = InetAddress.ofLiteral(literals[i]);
    }
    return new PublicAddresses(host -> all, List.of());
  }
}
