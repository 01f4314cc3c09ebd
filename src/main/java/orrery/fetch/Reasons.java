package orrery.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.MessageConstraintException;
import orrery.feed.Fetched.Stage;

/** Why a fetch did not work, in words that a blogger understands. */
final class Reasons {
  private Reasons() {}

  static String status(int status) {
    return switch (status) {
      case 400 -> "The server did not understand the request (400).";
      case 401 -> "The feed asks for a password (401).";
      case 402 -> "The feed asks for payment (402).";
      case 403 -> "The server refuses to give us the feed (403); perhaps it blocks feed readers.";
      case 404 -> "There is nothing at this address (404); perhaps the feed has moved.";
      case 406 -> "The server has the feed in no form that we accept (406).";
      case 407 -> "A proxy asks for a password (407).";
      case 408 -> "The server grew tired of waiting (408).";
      case 410 -> "The feed leads to an address that is gone (410).";
      case 451 -> "The feed may not be given out for legal reasons (451).";
      case 500 -> "The server has an error (500).";
      case 502, 504 -> "The server behind the server does not answer (" + status + ").";
      case 521, 522, 523, 524 -> "The site is down, says the service before it (" + status + ").";
      case 304 -> "The server says that nothing has changed (304), but we have nothing yet.";
      default ->
          status >= 500
              ? "The server has an error (" + status + ")."
              : status >= 400
                  ? "The server refuses to give us the feed (" + status + ")."
                  : "The server gave an answer that makes no sense here (" + status + ").";
    };
  }

  static String deadline(Stage stage, Address at, Duration limit) {
    return switch (stage) {
      case DNS -> "Looking up " + at.host() + " took too long.";
      case CONNECT -> at.host() + " did not answer in " + time(limit) + ".";
      case TLS -> at.host() + " did not finish the TLS handshake in " + time(limit) + ".";
      case BODY -> "The feed was not complete after " + time(limit) + ".";
      default -> at.host() + " gave no answer in " + time(limit) + ".";
    };
  }

  static String failure(Stage stage, Address at, Exception e, FetchSettings settings) {
    return switch (stage) {
      case DNS ->
          "The name "
              + at.host()
              + " was not found; perhaps it is misspelt, or the domain has expired.";
      case CONNECT -> connect(at, e, settings);
      case TLS -> tls(at, e, settings);
      case BODY -> body(e, settings);
      default -> request(at, e, settings);
    };
  }

  private static String connect(Address at, Exception e, FetchSettings settings) {
    String host = at.host() + ", port " + at.port();
    return switch (e) {
      case SocketTimeoutException _ ->
          "No connection to " + host + " in " + time(settings.connectTimeout()) + ".";
      case NoRouteToHostException _ -> "There is no way to " + host + ".";
      case ConnectException _ -> "No server answers at " + host + ".";
      default -> "No connection to " + host + " could be made.";
    };
  }

  private static String tls(Address at, Exception e, FetchSettings settings) {
    if (e instanceof SocketTimeoutException) {
      return deadline(Stage.TLS, at, settings.connectTimeout());
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof CertificateExpiredException) {
        return "The certificate of " + at.host() + " has expired.";
      }
      if (t instanceof CertificateNotYetValidException) {
        return "The certificate of " + at.host() + " is not valid yet.";
      }
      if (t instanceof CertPathBuilderException) {
        return "The certificate of "
            + at.host()
            + " is not signed by an authority we know; perhaps an intermediate certificate is"
            + " missing.";
      }
      String message = String.valueOf(t.getMessage());
      if (message.startsWith("No subject alternative") || message.startsWith("No name matching")) {
        return "The certificate is for another name than " + at.host() + ".";
      }
    }
    return "No secure connection to " + at.host() + " could be made.";
  }

  private static String request(Address at, Exception e, FetchSettings settings) {
    if (e instanceof SocketTimeoutException) {
      return deadline(Stage.REQUEST, at, settings.readTimeout());
    }
    if (e instanceof MessageConstraintException || e instanceof Bodies.TooLong) {
      return at.host() + " sends headers without end.";
    }
    return e instanceof IOException
        ? at.host() + " closed the connection without an answer."
        : at.host() + " gave an answer that is not HTTP.";
  }

  private static String body(Exception e, FetchSettings settings) {
    return switch (e) {
      case Bodies.TooLong _ ->
          "The feed is longer than " + bytes(settings.maxBytes()) + ", which is the limit.";
      case SocketTimeoutException _ ->
          "The feed stopped coming; nothing for " + time(settings.readTimeout()) + ".";
      case ZipException _ -> "The feed is said to be compressed, but it is not, or it is damaged.";
      default -> "The feed broke off before its end.";
    };
  }

  static String notPublic(PublicAddresses.NotPublic e) {
    return e.getMessage()
        + " has the address "
        + e.address.getHostAddress()
        + ", which is not a public one; to ask it all the same, allow it (allow_addresses in"
        + " feeds.ini, --allow elsewhere).";
  }

  private static String bytes(int n) {
    return n >= 1_000_000 ? n / 1_000_000 + " MB" : n + " bytes";
  }

  private static String time(Duration d) {
    return d.toMillis() < 1000 ? d.toMillis() + " ms" : d.toSeconds() + " s";
  }
}
