package orrery.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Failed;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;

/** Certificates are checked: who signed them, for whom, and until when. */
class TlsTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir static Path folder;
  private static Site site;
  private static SSLContext good;

  @BeforeAll
  static void open() throws Exception {
    good = context();
    site = new Site(good.getServerSocketFactory());
    site.page("/", "200 OK", "<feed/>");
  }

  @AfterAll
  static void close() {
    site.close();
  }

  /** A new key with its own certificate for blog.test, trusted by nobody else. */
  private static SSLContext context() throws Exception {
    keytool(
        "-genkeypair -alias a -keyalg EC -dname CN=blog.test -ext san=dns:blog.test"
            + " -validity 30");
    return context(folder.resolve("keys.p12"));
  }

  private static void keytool(String arguments) throws Exception {
    Path log = folder.resolve("log");
    Process keytool =
        new ProcessBuilder(
                (Path.of(System.getProperty("java.home"), "bin", "keytool")
                        + " "
                        + arguments
                        + " -storepass password -keystore "
                        + folder.resolve("keys.p12"))
                    .split(" ", -1))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(keytool.waitFor()).as("%s", Files.readString(log)).isZero();
  }

  /** Shows the certificate "a", and trusts it, or its authority where there is one. */
  private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
    KeyStore shown = load(keys);
    KeyStore trusted = load(keys);
    if (shown.containsAlias("ca")) {
      shown.deleteEntry("ca");
      trusted.deleteEntry("a"); // what is trusted itself is not looked at any closer
    }
    KeyManagerFactory key = KeyManagerFactory.getInstance("PKIX");
    key.init(shown, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore load(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static Fetched fetch(int port, String host, SocketFactory sockets) {
    try (Fetcher fetcher =
        new Fetcher(
            FetchSettings.of("Test/1.0", List.of(Cidr.parse("127.0.0.1"))),
            () -> Instant.EPOCH,
            name -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")},
            () -> sockets)) {
      return fetcher.fetch("https://" + host + ":" + port + "/", Validators.NONE);
    }
  }

  private static Fetched hasty(int port) {
    Duration ever = Duration.ofHours(1);
    try (Fetcher fetcher =
        new Fetcher(
            new FetchSettings(
                "Test/1.0",
                List.of(Cidr.parse("127.0.0.1")),
                10_000,
                Duration.ofMillis(200),
                ever,
                ever,
                4,
                2),
            () -> Instant.EPOCH,
            name -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")},
            good::getSocketFactory)) {
      return fetcher.fetch("https://blog.test:" + port + "/", Validators.NONE);
    }
  }

  private static void failed(Fetched fetched, String words) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Failed.class,
            f -> {
              assertThat(f.stage()).isEqualTo(Stage.TLS);
              assertThat(f.reason()).contains(words);
            });
  }

  @Test
  void aGoodCertificateIsGood() {
    assertThat(fetch(site.port(), "blog.test", good.getSocketFactory())).isInstanceOf(Fresh.class);
  }

  @Test
  void aCertificateForAnotherNameIsNot() {
    failed(
        fetch(site.port(), "other.test", good.getSocketFactory()),
        "for another name than other.test");
    failed(fetch(site.port(), "127.0.0.1", good.getSocketFactory()), "for another name");
  }

  @Test
  void anUnknownAuthorityIsNot() {
    failed(fetch(site.port(), "blog.test", SSLSocketFactory.getDefault()), "authority");
  }

  @ParameterizedTest
  @CsvSource({"-30d, has expired", "+30d, is not valid yet"})
  void aCertificateOfAnotherTimeIsNot(String from, String words) throws Exception {
    Path keys = folder.resolve("keys.p12");
    Files.delete(keys);
    keytool("-genkeypair -alias ca -keyalg EC -dname CN=Authority -ext bc:c");
    keytool(
        "-genkeypair -alias a -signer ca -keyalg EC -dname CN=blog.test -ext san=dns:blog.test"
            + " -validity 10 -startdate "
            + from);
    SSLContext context = context(keys);
    try (Site wrong = new Site(context.getServerSocketFactory())) {
      failed(fetch(wrong.port(), "blog.test", context.getSocketFactory()), words);
      assertThat(wrong.requests).isEmpty();
    }
  }

  @Test
  void aServerOfOldIsNotSpokenWith() throws Exception {
    try (SSLServerSocket old =
        (SSLServerSocket)
            good.getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      old.setEnabledProtocols(new String[] {"TLSv1.1"});
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try (SSLSocket caller = (SSLSocket) old.accept()) {
                  caller.startHandshake();
                } catch (IOException e) {
                  // That is what is tested.
                }
              });
      failed(
          fetch(old.getLocalPort(), "blog.test", good.getSocketFactory()), "No secure connection");
    }
  }

  @Test
  void aHandshakeThatIsNotAnsweredIsNotWaitedFor() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      failed(hasty(silent.getLocalPort()), "200 ms");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHandshakeThatBreaksOffIsSaid(boolean reset) throws IOException {
    try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try (Socket caller = rude.accept()) {
                  caller.getInputStream().read(new byte[5]);
                  caller.setSoLinger(reset, 0);
                } catch (IOException e) {
                  // The test is over.
                }
              });
      failed(
          fetch(rude.getLocalPort(), "blog.test", good.getSocketFactory()), "No secure connection");
    }
  }

  @ParameterizedTest
  @MethodSource
  void whatIsWrongIsSaidInPlainWords(Exception cause, String words) throws IOException {
    SSLHandshakeException e = new SSLHandshakeException("PKIX path validation failed");
    e.initCause(cause);
    assertThat(
            Reasons.failure(
                Stage.TLS,
                Address.parse("https://blog.test/"),
                e,
                FetchSettings.of("Test/1.0", List.of())))
        .isEqualTo("The certificate of blog.test " + words + ".");
  }

  static Stream<Arguments> whatIsWrongIsSaidInPlainWords() {
    return Stream.of(
        arguments(new CertPathValidatorException(new CertificateExpiredException()), "has expired"),
        arguments(new CertificateNotYetValidException(), "is not valid yet"));
  }

  @Test
  void aServerWithoutTlsIsSaid() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try (Socket caller = plain.accept()) {
                  caller.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(US_ASCII));
                } catch (IOException e) {
                  // The test is over.
                }
              });
      failed(
          fetch(plain.getLocalPort(), "blog.test", good.getSocketFactory()),
          "No secure connection");
    }
  }
}
