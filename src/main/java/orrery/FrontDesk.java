package orrery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import orrery.Examiner.Offer;
import orrery.Examiner.Outcome;
import orrery.Inquiries.Found;
import orrery.Inquiries.Inquiry;
import orrery.clean.Addresses;
import orrery.clean.PlainText;
import orrery.config.ConfigException;
import orrery.config.Planet;
import orrery.curate.Identity;
import orrery.feed.Blog;
import orrery.feed.Report;
import orrery.feed.Rule;
import orrery.feed.Submission;
import orrery.feed.Submission.State;
import orrery.feed.Text;
import orrery.site.Page;
import orrery.site.Paths;
import orrery.site.SiteSettings;
import orrery.site.SubmitPages;
import orrery.site.SubmitPages.Sighting;
import orrery.site.SubmitPages.Standing;
import orrery.store.Store;
import orrery.web.Desk;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Takes submissions, shows what is to be said of them, and has them decided. */
public final class FrontDesk implements Desk, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FrontDesk.class);

  /** How long a page waits for what it is to show, before it says how far that is. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** What takes longer to look at is not looked at to its end: others wait. */
  private static final Duration LOOKED = Duration.ofSeconds(30);

  /** How long a script waits. */
  private static final Duration LONGEST = Duration.ofSeconds(100);

  /** How long the theme may have been changed before pages here show it. */
  private static final Duration DRESSED = Duration.ofMinutes(1);

  private static final int LONGEST_ADDRESS = 2000;
  private static final int LISTED = 100;
  private static final int CREATED = 201;
  private static final int UNPROCESSABLE = 422;
  private static final int BUSY = 503;

  /** So many submitters may have something looked for or changed at a time. */
  private static final int APPLICANTS = 4;

  /** So many pages may wait a moment, and so many scripts: they hold places that others need. */
  private static final int WAITERS = 20;

  private static final String MANY = "Many blogs are being looked at; come back in some minutes.";

  private final Supplier<Planet> planet;
  private final Supplier<Store> store;
  private final InstantSource clock;
  private final Readers readers;
  private final Inquiries inquiries;
  private final Enrolment enrolment;
  private final Semaphore waiters = new Semaphore(WAITERS);
  private final Semaphore applicants = new Semaphore(APPLICANTS);
  private @Nullable Dressed dressed;

  /** The pages of a planet, since when they look so. */
  private record Dressed(Planet planet, SubmitPages pages, Instant since) {}

  /**
   * A desk.
   *
   * @param planet as its config says it now
   * @param store the open store
   */
  public FrontDesk(Supplier<Planet> planet, Supplier<Store> store, InstantSource clock) {
    this.planet = planet;
    this.store = store;
    this.clock = clock;
    this.enrolment = new Enrolment(planet, store, clock);
    this.readers = new Readers(clock);
    this.inquiries = new Inquiries(this::examiner, this::find, clock);
  }

  private Examiner examiner() {
    Planet now = planet.get();
    return new Examiner(now, reader(now), new Familiar(now, store.get()), clock);
  }

  private Reader reader(Planet now) {
    return readers.of(now).forStrangers(LOOKED);
  }

  private Decisions decisions() {
    return new Decisions(planet.get(), store.get(), clock);
  }

  private synchronized SubmitPages pages() {
    Planet now = planet.get();
    Dressed last = dressed;
    if (last == null
        || !last.planet().equals(now)
        || last.since().plus(DRESSED).isBefore(clock.instant())) {
      last = new Dressed(now, new SubmitPages(Dress.of(now).site(now)), clock.instant());
      dressed = last;
    }
    return last.pages();
  }

  @Override
  public boolean open() {
    return planet.get().admissions().open();
  }

  @Override
  public @Nullable String loginHeader() {
    return planet.get().admissions().loginHeader();
  }

  private static Reply page(int status, Page page) {
    return new Reply.Document(status, "text/html; charset=utf-8", page.bytes());
  }

  private static Reply json(int status, Map<String, Object> json) {
    return new Reply.Document(
        status, "application/json", ReportJson.text(json).getBytes(StandardCharsets.UTF_8));
  }

  // Looking --------------------------------------------------------------------------------------

  @Override
  public Reply form(String token) {
    return page(200, pages().form(token, "", null));
  }

  @Override
  public Reply look(String address, String token) {
    String asked = asked(address);
    if (asked == null) {
      return page(
          UNPROCESSABLE,
          pages()
              .form(
                  token,
                  address,
                  "That is no address of the web; it looks like https://blog.example.org."));
    }
    Inquiry inquiry = inquiries.begin(asked);
    return inquiry == null
        ? page(BUSY, pages().form(token, address, MANY))
        : new Reply.See(SubmitPages.FORM + "/" + inquiry.id());
  }

  /**
   * An address as it is looked at, null where it is none; without a scheme where none was typed.
   */
  private static @Nullable String asked(String typed) {
    // A fragment is never sent, and no part of where a feed is.
    String address = typed.strip().replaceFirst("(?i)^feed:(//)?", "").replaceFirst("#.*", "");
    if (address.isEmpty() || address.length() > LONGEST_ADDRESS) {
      return null;
    }
    boolean whole = Reader.isAddress(address);
    String safe = Addresses.safe(whole ? address : "https://" + address, null);
    if (safe == null || Articles.host(safe).indexOf('.') < 0) {
      return null;
    }
    return whole ? safe : safe.substring("https://".length());
  }

  /** The feeds of a site; where no scheme was typed, of the one that answers. */
  private Reader.Search find(String address) {
    Reader reader = reader(planet.get());
    if (Reader.isAddress(address)) {
      return reader.find(address);
    }
    Reader.Search secure = reader.find("https://" + address);
    return secure instanceof Reader.Search.Nothing
            && reader.find("http://" + address) instanceof Reader.Search.Feeds plain
        ? plain
        : secure;
  }

  @Override
  public Reply check(String check, int feed, String token) {
    Inquiry inquiry = inquiries.of(check);
    if (inquiry == null) {
      return page(
          404, pages().form(token, "", "What was found there is not kept any more; look again."));
    }
    Found found = soon(inquiry.found());
    if (found == null) {
      return page(200, pages().looking(check, inquiry.address(), inquiry.steps()));
    }
    if (found.reason() != null) {
      return page(UNPROCESSABLE, pages().form(token, inquiry.address(), found.reason()));
    }
    int chosen = feed < 0 || feed >= found.offers().size() ? 0 : feed;
    Outcome outcome = soon(inquiry.look(chosen, found.offers().get(chosen)));
    return outcome == null
        ? page(200, pages().looking(check, inquiry.address(), inquiry.steps()))
        : page(200, found(inquiry, found, chosen, outcome, token, null, "", null));
  }

  private Page found(
      Inquiry inquiry,
      Found found,
      int chosen,
      Outcome outcome,
      String token,
      @Nullable String name,
      String face,
      @Nullable String problem) {
    Report report = outcome instanceof Outcome.Looked looked ? looked.report() : null;
    String refusal =
        switch (outcome) {
          case Outcome.Looked looked -> looked.report().refusal();
          case Outcome.Nothing nothing -> nothing.reason();
        };
    String title = found.offers().get(chosen).title();
    String called = name != null ? name : title == null ? "" : title;
    return pages()
        .found(
            new Sighting(
                inquiry.id(),
                token,
                inquiry.address(),
                found.offers().stream().map(FrontDesk::feed).toList(),
                chosen,
                report,
                refusal,
                outcome instanceof Outcome.Looked looked
                    ? Prospect.of(planet.get(), looked, called, clock.instant())
                    : List.of(),
                outcome instanceof Outcome.Looked looked ? looked.filtered() : 0,
                called,
                face,
                problem));
  }

  private static Sighting.Feed feed(Offer offer) {
    return new Sighting.Feed(
        offer.url(),
        offer.title(),
        offer.role(),
        offer.posts(),
        offer.newest(),
        offer.titles(),
        offer.onTopic());
  }

  /** What comes of it, if that is soon; null where it is not. */
  private <T> @Nullable T soon(CompletableFuture<T> result) {
    return in(PATIENCE, result);
  }

  private <T> @Nullable T in(Duration time, CompletableFuture<T> result) {
    if (result.isDone()) {
      return result.join();
    }
    if (!waiters.tryAcquire()) {
      return null;
    }
    try {
      return result.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A feed cannot be looked at.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      waiters.release();
    }
  }

  // Submitting -----------------------------------------------------------------------------------

  @Override
  public Reply submit(String check, int feed, String name, String face, String token) {
    Inquiry inquiry = inquiries.of(check);
    Found found = inquiry == null ? null : soon(inquiry.found());
    if (inquiry == null || found == null || feed < 0 || feed >= found.offers().size()) {
      return check(check, feed, token);
    }
    Outcome outcome = soon(inquiry.look(feed, found.offers().get(feed)));
    if (outcome == null) {
      return check(check, feed, token);
    }
    return switch (enrolment.enrol(outcome, name, face)) {
      case Enrolment.Taken taken -> {
        inquiries.forget(inquiry);
        yield new Reply.See(SubmitPages.STATES + "/" + taken.secret());
      }
      case Enrolment.Refused refused ->
          page(
              UNPROCESSABLE,
              found(inquiry, found, feed, outcome, token, name, face, refused.reason()));
    };
  }

  @Override
  public Reply submit(byte[] json) {
    JsonNode said;
    try {
      said = new ObjectMapper().readTree(json);
    } catch (JacksonException e) {
      return error("The body is no JSON.", null);
    }
    String asked = asked(said.path("url").asString(""));
    if (asked == null) {
      return error("'url' must be the address of a blog or of its feed.", null);
    }
    Inquiry inquiry = inquiries.begin(asked);
    if (inquiry == null) {
      return json(BUSY, Map.of("error", MANY));
    }
    Found found = in(LONGEST, inquiry.found());
    if (found == null) {
      return json(BUSY, Map.of("error", "The site is slow; try again later."));
    }
    if (found.reason() != null) {
      return error(found.reason(), null);
    }
    int chosen = chosen(said.path("feed"), found.offers());
    if (chosen < 0) {
      return error(
          "'feed' must be one of the feeds found: "
              + String.join(", ", found.offers().stream().map(Offer::url).toList()),
          null);
    }
    Outcome outcome = in(LONGEST, inquiry.look(chosen, found.offers().get(chosen)));
    if (outcome == null) {
      return json(BUSY, Map.of("error", "The feed is slow; try again later."));
    }
    Report report = outcome instanceof Outcome.Looked looked ? looked.report() : null;
    String title = found.offers().get(chosen).title();
    return switch (enrolment.enrol(
        outcome,
        said.path("name").asString(title == null ? "" : title),
        said.path("face").asString(""))) {
      case Enrolment.Refused refused -> error(refused.reason(), report);
      case Enrolment.Taken taken -> {
        Map<String, Object> answer = standing(taken.secret());
        if (report != null) {
          answer.put("report", ReportJson.of(report));
        }
        yield json(CREATED, answer);
      }
    };
  }

  /** Which feed is meant: by its address or its place; the best where nothing is said. */
  private static int chosen(JsonNode said, List<Offer> offers) {
    if (said.isMissingNode() || said.isNull()) {
      return 0;
    }
    if (said.isInt()) {
      return said.asInt() < offers.size() ? said.asInt() : -1;
    }
    return offers.stream().map(Offer::url).toList().indexOf(said.asString(""));
  }

  private static Reply error(String reason, @Nullable Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("error", reason);
    if (report != null) {
      json.put("report", ReportJson.of(report));
    }
    return json(UNPROCESSABLE, json);
  }

  // What becomes of it ---------------------------------------------------------------------------

  private Map<String, Object> standing(String secret) {
    Map<String, Object> answer = new LinkedHashMap<>();
    String path = SubmitPages.STATES + "/" + secret;
    String base = SiteSettings.base(planet.get().link());
    answer.put("address", base == null ? path : base + path);
    enrolment.bySecret(secret).ifPresent(submission -> answer.putAll(ReportJson.of(submission)));
    return answer;
  }

  @Override
  public Reply state(String secret, boolean json, String token) {
    Submission submission = enrolment.bySecret(secret).orElse(null);
    if (submission == null) {
      return json
          ? json(404, Map.of("error", "There is no such submission."))
          : page(404, pages().form(token, "", "There is no submission at that address."));
    }
    return json
        ? json(200, standing(secret))
        : page(200, state(submission, secret, token, waits(submission), false));
  }

  private Page state(
      Submission submission, String secret, String token, @Nullable String told, boolean bad) {
    Planet now = planet.get();
    Blog blog = Prospect.blog(now, store.get(), submission.url());
    return pages()
        .state(
            new Standing(
                submission,
                token,
                SiteSettings.base(now.link()),
                secret,
                blog == null ? null : Paths.blog(blog.slug()),
                blog == null ? 0 : blog.posts(),
                told,
                bad));
  }

  /** What its state alone does not say; null for nothing. */
  private @Nullable String waits(Submission submission) {
    if (submission.state() == State.APPROVED && !lists(submission.url())) {
      return "The planet's list does not hold this feed any more.";
    }
    if (decisions().isNameTaken(submission)) {
      return "A blog of that name is on the planet already. So a maintainer looks at it.";
    }
    List<Rule> unmet =
        submission.state() == State.WAITING ? decisions().unmet(submission) : List.of();
    return unmet.isEmpty()
        ? null
        : "Feeds that keep this planet's rules join at once. This one does not keep: "
            + String.join(", ", unmet.stream().map(Rule::label).toList())
            + ". So a maintainer looks at it"
            + (unmet.contains(Rule.PROOF) ? ", unless you prove below that it is yours." : ".");
  }

  private boolean lists(String url) {
    long link = Identity.linkKey(url);
    return planet.get().subscriptions().stream()
        .anyMatch(feed -> !feed.file() && Identity.linkKey(feed.url()) == link);
  }

  @Override
  public Reply act(String secret, String action, String value, String token) {
    Submission submission = enrolment.bySecret(secret).orElse(null);
    if (submission == null) {
      return state(secret, false, token);
    }
    if (!applicants.tryAcquire()) {
      return page(BUSY, state(submission, secret, token, MANY, true));
    }
    String problem;
    try {
      problem =
          new Applicant(
                  store.get(),
                  examiner(),
                  decisions(),
                  new Removal(store.get(), planet.get(), clock))
              .act(submission, action, value.strip());
    } catch (ConfigException e) {
      LOG.warn("What a submitter asked for cannot be written: {}", e.getMessage());
      problem = "The planet's config cannot be changed now; try again later.";
    } finally {
      applicants.release();
    }
    return problem == null
        ? new Reply.See(SubmitPages.STATES + "/" + secret)
        : page(UNPROCESSABLE, state(submission, secret, token, problem, true));
  }

  // Deciding -------------------------------------------------------------------------------------

  @Override
  public Reply list(String token) {
    return page(200, pages().list(token, decisions().all(LISTED)));
  }

  @Override
  public Reply show(long number, String token) {
    return show(200, number, token, null);
  }

  private Reply show(int status, long number, String token, @Nullable String told) {
    Decisions decisions = decisions();
    Submission submission = decisions.of(number).orElse(null);
    return submission == null
        ? page(404, pages().list(token, decisions.all(LISTED)))
        : page(status, pages().show(token, submission, decisions.report(submission), told));
  }

  @Override
  public Reply decide(long number, boolean approve, String why, String token) {
    Decisions decisions = decisions();
    Submission submission = decisions.of(number).orElse(null);
    if (submission == null) {
      return show(number, token);
    }
    String reason = why.isBlank() ? null : PlainText.of(Text.plain(why));
    try {
      boolean done =
          approve
              ? decisions.approve(submission, "maintainer", reason)
              : decisions.reject(submission, reason);
      return done
          ? new Reply.See(SubmitPages.MAINTAIN)
          : show(UNPROCESSABLE, number, token, "It does not wait any more.");
    } catch (ConfigException e) {
      return show(UNPROCESSABLE, number, token, e.getMessage());
    }
  }

  /** Has the rules accept what waits since before the program was started. */
  public void catchUp() {
    try {
      decisions().catchUp();
    } catch (ConfigException e) {
      LOG.warn("What keeps the rules cannot be written: {}", e.getMessage());
    }
  }

  /** How many looks at blogs are kept. */
  int inquiries() {
    return inquiries.size();
  }

  @Override
  public void close() {
    inquiries.close();
    readers.close();
  }
}
