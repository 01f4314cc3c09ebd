package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what is asked over HTTP to a planet's {@link Desk}, and brings what is answered. */
final class Counter {
  private static final Logger LOG = LoggerFactory.getLogger(Counter.class);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  /** Of the planet, and of nobody else: no address of another site can be written so. */
  private static final Pattern OWN_PATH = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9_./?=&-]*)?");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", "frame-ancestors 'none'",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "same-origin",
          "Cache-Control", "no-store",
          "X-Robots-Tag", "noindex");

  private static final String SUBMIT = "submit";
  private static final String SUBMISSIONS = "submissions";
  private static final String MAINTAIN = "maintain";

  private final String root;
  private final Desk desk;
  private final Reception reception;
  private final Folder site;

  /**
   * A counter.
   *
   * @param root the planet's path
   * @param site for addresses at which there is nothing
   */
  Counter(String root, Desk desk, Reception reception, Folder site) {
    this.root = root;
    this.desk = desk;
    this.reception = reception;
    this.site = site;
  }

  /** Reads a request, and says what the desk is to be asked. */
  private interface Work {
    Supplier<Desk.Reply> question(Context context) throws Refusal;
  }

  /** Adds the addresses. */
  void add(RoutesConfig routes) {
    get(routes, "openapi.json", context -> Counter::openApi);
    get(routes, SUBMIT, context -> () -> desk.form(stamp(SUBMIT)));
    post(routes, SUBMIT, this::look);
    get(
        routes,
        SUBMIT + "/{id}",
        context -> {
          Map<String, String> query = Bodies.fields(context.queryString());
          String check = name(context);
          return () -> desk.check(check, feed(query), stamp(SUBMIT));
        });
    post(routes, SUBMIT + "/{id}", this::submit);
    post(routes, SUBMISSIONS, this::script);
    get(
        routes,
        SUBMISSIONS + "/{id}",
        context -> {
          String secret = name(context);
          return () -> desk.state(secret, isScript(context), stamp(SUBMISSIONS));
        });
    post(routes, SUBMISSIONS + "/{id}", this::act);
    get(
        routes,
        MAINTAIN,
        context -> {
          reception.login(context, desk.loginHeader());
          return () -> desk.list(stamp(MAINTAIN));
        });
    get(
        routes,
        MAINTAIN + "/{id}",
        context -> {
          reception.login(context, desk.loginHeader());
          long number = number(context);
          return () -> desk.show(number, stamp(MAINTAIN));
        });
    post(routes, MAINTAIN + "/{id}", this::decide);
  }

  private void get(RoutesConfig routes, String path, Work work) {
    Handler handler = context -> answer(context, path, work);
    routes.get(root + path, handler);
    routes.head(root + path, handler);
  }

  private void post(RoutesConfig routes, String path, Work work) {
    routes.post(root + path, context -> answer(context, path, work));
  }

  // What is asked --------------------------------------------------------------------------------

  private Supplier<Desk.Reply> look(Context context) throws Refusal {
    String address = reception.form(context, root + SUBMIT).getOrDefault("url", "");
    reception.charge(context, Limits.Cost.LOOK);
    return () -> desk.look(address, stamp(SUBMIT));
  }

  private Supplier<Desk.Reply> submit(Context context) throws Refusal {
    String check = name(context);
    Map<String, String> form = reception.form(context, root + SUBMIT);
    reception.charge(context, Limits.Cost.CHANGE);
    return () ->
        desk.submit(
            check,
            feed(form),
            form.getOrDefault("name", ""),
            form.getOrDefault("face", ""),
            stamp(SUBMIT));
  }

  private Supplier<Desk.Reply> script(Context context) throws Refusal {
    byte[] json = reception.json(context);
    reception.charge(context, Limits.Cost.LOOK);
    return () -> desk.submit(json);
  }

  private Supplier<Desk.Reply> act(Context context) throws Refusal {
    String secret = name(context);
    Map<String, String> form = reception.form(context, root + SUBMISSIONS);
    String action = form.getOrDefault("action", "");
    boolean looks = action.equals("prove") || action.equals("move");
    reception.charge(context, looks ? Limits.Cost.LOOK : Limits.Cost.CHANGE);
    return () -> desk.act(secret, action, form.getOrDefault("value", ""), stamp(SUBMISSIONS));
  }

  private Supplier<Desk.Reply> decide(Context context) throws Refusal {
    reception.login(context, desk.loginHeader());
    long number = number(context);
    Map<String, String> form = reception.form(context, root + MAINTAIN);
    boolean approve =
        switch (form.getOrDefault("decision", "")) {
          case "approve" -> true;
          case "reject" -> false;
          default -> throw new Refusal(400, "Choose whether to approve or to reject.");
        };
    return () -> desk.decide(number, approve, form.getOrDefault("why", ""), stamp(MAINTAIN));
  }

  private static Desk.Reply openApi() {
    try (InputStream in = Counter.class.getResourceAsStream("/openapi.json")) {
      byte[] body = Objects.requireNonNull(in, "openapi.json").readAllBytes();
      return new Desk.Reply.Document(200, "application/json", body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String stamp(String section) {
    return reception.stamp(root + section);
  }

  /** What was made up by a desk, and so looks like it. */
  private static String name(Context context) throws Refusal {
    String name = context.pathParam("id");
    if (!NAME.matcher(name).matches()) {
      throw nothing();
    }
    return name;
  }

  private static long number(Context context) throws Refusal {
    String number = context.pathParam("id");
    if (!NUMBER.matcher(number).matches()) {
      throw nothing();
    }
    return Long.parseLong(number);
  }

  private static Refusal nothing() {
    return new Refusal(404, "There is nothing here.");
  }

  private static int feed(Map<String, String> fields) {
    String feed = fields.getOrDefault("feed", "");
    return feed.matches("[0-9]{1,4}") ? Integer.parseInt(feed) : -1;
  }

  private static boolean isScript(Context context) {
    String type = context.header("Content-Type");
    String accept = context.header("Accept");
    return (type != null && type.startsWith("application/json"))
        || (accept != null && accept.contains("application/json") && !accept.contains("text/html"));
  }

  // What is answered -----------------------------------------------------------------------------

  private void answer(Context context, String path, Work work) throws IOException {
    try {
      if (!desk.open()) {
        closed(context);
        return;
      }
      HEADERS.forEach(context::header);
      reception.charge(context, Limits.Cost.READ);
      bring(context, path, reception.ask(work.question(context)));
    } catch (Refusal e) {
      refuse(context, e);
    } catch (RuntimeException | Error e) {
      // By the name of the address: what stands in its place may be somebody's secret.
      LOG.warn("{} {}{} failed", context.req().getMethod(), root, path, e);
      refuse(context, new Refusal(500, "That went wrong here. Try again later."));
    }
  }

  /** As if there were no desk at all. */
  private void closed(Context context) throws IOException {
    if (context.req().getMethod().equals("POST")) {
      site.notFound(context);
    } else {
      site.answer(context);
    }
  }

  private static void bring(Context context, String path, Desk.Reply reply) {
    switch (reply) {
      case Desk.Reply.Document document ->
          context.status(document.status()).contentType(document.type()).result(document.body());
      case Desk.Reply.See see -> {
        if (!OWN_PATH.matcher(see.path()).matches() || see.path().contains("..")) {
          throw new IllegalStateException("A desk sends visitors away from the planet.");
        }
        // Relative: a proxy may have the planet at a path of its own.
        String up = path.contains("/") ? "../" : "./";
        context.status(303).header("Location", up + see.path());
      }
    }
  }

  private void refuse(Context context, Refusal refusal) {
    if (refusal.seconds() > 0) {
      context.header("Retry-After", Long.toString(refusal.seconds()));
    }
    if (refusal.status() == 401) {
      context.header("WWW-Authenticate", "Basic realm=\"maintainers\", charset=\"UTF-8\"");
    }
    context.status(refusal.status());
    if (isScript(context)) {
      // The words are ours, and hold nothing that JSON writes differently.
      String json = "{\"error\":\"" + refusal.words() + "\"}\n";
      context.contentType("application/json").result(json.getBytes(UTF_8));
    } else {
      String page =
          """
          <!doctype html>
          <html lang="en">
          <head>
          <meta charset="utf-8">
          <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>%s</title>
          </head>
          <body>
          <h1>%s</h1>
          </body>
          </html>
          """
              .formatted(refusal.words(), refusal.words());
      context.contentType("text/html; charset=utf-8").result(page.getBytes(UTF_8));
    }
  }
}
