package orrery.fetch;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An http or https address as it goes over the wire.
 *
 * <p>It is kept as it was written, save what no request line can carry: white space around it and
 * line breaks go, the fragment is dropped, other characters that RFC 3986 forbids are
 * percent-encoded, international names take their ASCII form. {@code feed:} addresses mean http.
 *
 * @param secure whether it is https
 * @param host in lower case, without brackets
 * @param port from 1 to 65535
 * @param path begins with a slash; with the query, if any
 * @param login what stands before {@code @}, never shown; null where nothing does
 */
record Address(boolean secure, String host, int port, String path, @Nullable String login) {

  /**
   * Reads an absolute address.
   *
   * @throws MalformedURLException with one sentence that says what is wrong
   */
  static Address parse(String text) throws MalformedURLException {
    String url = strip(text);
    int scheme = scheme(url);
    if (scheme >= 0 && url.substring(0, scheme).equalsIgnoreCase("feed")) {
      String rest = url.substring(scheme + 1);
      url = rest.startsWith("//") ? "http:" + rest : rest;
      scheme = scheme(url);
    }
    if (scheme < 0) {
      throw new MalformedURLException(
          "The address has no scheme; it must begin with http:// or https://.");
    }
    boolean secure = url.substring(0, scheme).equalsIgnoreCase("https");
    if (!secure && !url.substring(0, scheme).equalsIgnoreCase("http")) {
      throw new MalformedURLException(
          "Only http and https addresses are fetched, not " + show(url.substring(0, scheme)) + ".");
    }
    int start = scheme + 1;
    while (start < url.length() && slash(url.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < url.length() && !slash(url.charAt(end)) && url.charAt(end) != '?') {
      end++;
    }
    String authority = url.substring(start, end);
    int at = authority.lastIndexOf('@');
    String login = at < 0 ? null : authority.substring(0, at);
    String hostPort = authority.substring(at + 1);
    int colon = hostPort.lastIndexOf(':');
    if (colon <= hostPort.indexOf(']')) {
      colon = -1;
    }
    String host = host(colon < 0 ? hostPort : hostPort.substring(0, colon));
    int port = port(colon < 0 ? "" : hostPort.substring(colon + 1), secure);
    String path = url.substring(end);
    return new Address(secure, host, port, escape(slash(path, 0) ? path : "/" + path), login);
  }

  /**
   * The address that a reference means when it is found here (RFC 3986, section 5.2).
   *
   * @param reference as it stands in a header, where characters are bytes
   * @throws MalformedURLException with one sentence that says what is wrong
   */
  Address resolve(String reference) throws MalformedURLException {
    String ref = strip(utf8(reference));
    if (scheme(ref) >= 0) {
      return parse(ref);
    }
    if (slash(ref, 0) && slash(ref, 1)) {
      return parse((secure ? "https:" : "http:") + ref);
    }
    int query = path.indexOf('?');
    String old = query < 0 ? path : path.substring(0, query);
    String merged;
    if (ref.isEmpty()) {
      merged = path;
    } else if (ref.charAt(0) == '?') {
      merged = old + ref;
    } else if (slash(ref, 0)) {
      merged = withoutDots(ref);
    } else {
      merged = withoutDots(old.substring(0, old.lastIndexOf('/') + 1) + ref);
    }
    return new Address(secure, host, port, escape(merged), login);
  }

  /** Whether both have the same scheme, host and port. */
  boolean sameOrigin(Address other) {
    return secure == other.secure && host.equals(other.host) && port == other.port;
  }

  /** The {@code Host} header. */
  String hostHeader() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (secure ? 443 : 80) ? name : name + ":" + port;
  }

  /** The {@code Authorization} header (RFC 7617); null where the address names no user. */
  @Nullable String authorization() {
    return login == null
        ? null
        : "Basic "
            + Base64.getEncoder().encodeToString(unescape(login).getBytes(StandardCharsets.UTF_8));
  }

  /** The address, without user and password. */
  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + hostHeader() + path;
  }

  private static String strip(String text) {
    String url = text.strip();
    int fragment = url.indexOf('#');
    if (fragment >= 0) {
      url = url.substring(0, fragment);
    }
    if (url.indexOf('\n') >= 0 || url.indexOf('\r') >= 0 || url.indexOf('\t') >= 0) {
      url = url.replace("\n", "").replace("\r", "").replace("\t", "");
    }
    return url;
  }

  /** The index of the colon behind a scheme, or -1. */
  private static int scheme(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      if (!letter(c) && (i == 0 || (!digit(c) && "+-.".indexOf(c) < 0))) {
        return -1;
      }
    }
    return -1;
  }

  private static String host(String written) throws MalformedURLException {
    String host = written;
    boolean literal = host.startsWith("[") && host.endsWith("]");
    if (literal) {
      host = host.substring(1, host.length() - 1);
    }
    if (!ascii(host)) {
      try {
        host = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
      } catch (IllegalArgumentException e) {
        throw new MalformedURLException("The host name " + show(written) + " is not valid.");
      }
    }
    if (!literal && host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    if (host.isEmpty()) {
      throw new MalformedURLException("The address names no host.");
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!letter(c) && !digit(c) && (literal ? ".:" : "-._").indexOf(c) < 0) {
        throw new MalformedURLException("The host name " + show(written) + " is not valid.");
      }
    }
    if (literal) {
      try {
        Inet6Address.ofLiteral(host);
      } catch (IllegalArgumentException e) {
        throw new MalformedURLException("The host name " + show(written) + " is not valid.");
      }
    }
    return host.toLowerCase(Locale.ROOT);
  }

  private static int port(String digits, boolean secure) throws MalformedURLException {
    if (digits.isEmpty()) {
      return secure ? 443 : 80;
    }
    int port = 0;
    for (int i = 0; i < digits.length() && port <= 65535; i++) {
      port = digit(digits.charAt(i)) ? port * 10 + digits.charAt(i) - '0' : 65536;
    }
    if (port >= 1 && port <= 65535) {
      return port;
    }
    throw new MalformedURLException("The port " + show(digits) + " is not one of 1 to 65535.");
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean slash(String text, int at) {
    return at < text.length() && slash(text.charAt(at));
  }

  private static boolean slash(char c) {
    return c == '/' || c == '\\';
  }

  /** Removes the segments . and .. from a path (RFC 3986, section 5.2.4); the query stays. */
  private static String withoutDots(String reference) {
    int query = reference.indexOf('?');
    String old = (query < 0 ? reference : reference.substring(0, query)).replace('\\', '/');
    String tail = query < 0 ? "" : reference.substring(query);
    if (!old.contains("/.")) {
      return old + tail;
    }
    StringBuilder out = new StringBuilder(old.length());
    int at = 0;
    while (at < old.length()) { // each turn takes one slash and what follows it
      int next = old.indexOf('/', at + 1);
      next = next < 0 ? old.length() : next;
      String segment = old.substring(at + 1, next);
      boolean up = segment.equals("..");
      if (up) {
        out.setLength(Math.max(0, out.lastIndexOf("/")));
      }
      if (!up && !segment.equals(".")) {
        out.append(old, at, next);
      } else if (next == old.length()) {
        out.append('/');
      }
      at = next;
    }
    return out + tail;
  }

  /** Percent-encodes what a path and query may not hold; what is encoded already stays. */
  private static String escape(String text) {
    int at = 0;
    boolean query = false;
    while (at < text.length() && legal(text, at, query)) {
      query |= text.charAt(at++) == '?';
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, at);
    while (at < text.length()) {
      int c = text.codePointAt(at);
      query |= c == '?';
      if (c == '\\' && !query) {
        out.append('/');
      } else if (legal(text, at, query)) {
        out.append((char) c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(hex(b >> 4)).append(hex(b));
        }
      }
      at += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean legal(String text, int at, boolean query) {
    char c = text.charAt(at);
    if (c == '%') {
      return at + 2 < text.length()
          && Character.digit(text.charAt(at + 1), 16) >= 0
          && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
    if (c == '[' || c == ']') {
      return query; // widespread there, as in ?filter[tag]=x, and not harmful
    }
    return c > ' ' && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0;
  }

  private static char hex(int b) {
    return Character.toUpperCase(Character.forDigit(b & 15, 16));
  }

  private static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] out = new byte[text.length() * 3];
    int n = 0;
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
      boolean escaped = in[i] == '%' && low >= 0;
      out[n++] = escaped ? (byte) ((high << 4) | low) : in[i];
      i += escaped ? 2 : 0;
    }
    return new String(out, 0, n, StandardCharsets.UTF_8);
  }

  /** Reads characters that stand for bytes as UTF-8. */
  private static String utf8(String header) {
    return ascii(header)
        ? header
        : new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String show(String text) {
    return "\"" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "\"";
  }
}
