package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A desk that writes down what it is asked. */
class Clerk implements Desk {
  final List<String> calls = new CopyOnWriteArrayList<>();
  volatile boolean open = true;
  volatile @Nullable String loginHeader;
  volatile String token = "";

  /** What is answered instead of a page, null for a page. */
  volatile @Nullable Reply next;

  private Reply page(String token, Object... call) {
    this.token = token;
    return called(call);
  }

  /** A call with its words, which many do not have at all. */
  Reply called(Object... call) {
    calls.add(String.join("|", List.of(call).stream().map(Object::toString).toList()));
    Reply reply = next;
    return reply == null
        ? new Reply.Document(200, "text/html; charset=utf-8", "page ü".getBytes(UTF_8))
        : reply;
  }

  @Override
  public boolean open() {
    return open;
  }

  @Override
  public @Nullable String loginHeader() {
    return loginHeader;
  }

  @Override
  public Reply form(String token) {
    return page(token, "form");
  }

  @Override
  public Reply look(String address, String token) {
    return page(token, "look", address);
  }

  @Override
  public Reply check(String check, int feed, String token) {
    return page(token, "check", check, feed);
  }

  @Override
  public Reply submit(String check, int feed, String name, String face, String token) {
    return page(token, "submit", check, feed, name, face);
  }

  @Override
  public Reply state(String secret, boolean json, String token) {
    return page(token, "state", secret, json);
  }

  @Override
  public Reply act(String secret, String action, String value, String token) {
    return page(token, "act", secret, action, value);
  }

  @Override
  public Reply submit(byte[] json) {
    return called("script", new String(json, UTF_8));
  }

  @Override
  public Reply list(String token) {
    return page(token, "list");
  }

  @Override
  public Reply show(long number, String token) {
    return page(token, "show", number);
  }

  @Override
  public Reply decide(long number, boolean approve, String why, String token) {
    return page(token, "decide", number, approve, why);
  }
}
