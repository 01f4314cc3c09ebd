package orrery.fetch;

import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageHeaders;
import org.jspecify.annotations.Nullable;
import orrery.feed.Fetched;
import orrery.feed.Fetched.Failed;
import orrery.feed.Fetched.Fresh;
import orrery.feed.Fetched.Gone;
import orrery.feed.Fetched.Held;
import orrery.feed.Fetched.NotModified;
import orrery.feed.Fetched.Refused;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;
import orrery.feed.Hold;

/**
 * Asks for feeds over http and https, politely and safely.
 *
 * <p>All calls may be made at once: a call waits in line until its host and a thread are free. The
 * sockets are served by a few threads of the fetcher's own, as looking hosts up blocks a thread
 * whatever its kind is, and as the first socket on a virtual thread delays the end of the program.
 * For each thread that a slow host keeps busy there is one more, so that slow hosts delay nobody.
 *
 * <p>One fetcher serves one cycle: while it lives, a host that answered 429 or 503 is not asked
 * again before the time it named, an hour at least.
 */
public final class Fetcher implements AutoCloseable {
  private static final int MAX_HOPS = 5;

  /** How often deadlines are looked at. */
  private static final Duration LOOK = Duration.ofMillis(100);

  /** What takes longer waits for the network, and leaves the processor to others. */
  private static final long SLOW_NANOS = 500_000_000L;

  /** Threads at most, however many hosts are slow: each may come to hold a body in memory. */
  private static final int MOST_THREADS = 512;

  private final FetchSettings settings;
  private final InstantSource clock;
  private final Wire wire;
  private final HostLimits hosts;
  private final ThreadPoolExecutor threads;
  private final Thread watch;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();

  /** What threads are occupied by, calls that were ended but still hang included. */
  private final Set<Wire.Progress> busy = ConcurrentHashMap.newKeySet();

  /** The longest that each host that was slow has kept a call, in nanoseconds. */
  private final Map<String, Long> slow = new ConcurrentHashMap<>();

  private final Queue<Patience> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /** A fetcher for the Internet. */
  public Fetcher(FetchSettings settings, InstantSource clock) {
    this(settings, clock, Resolver.SYSTEM);
  }

  /** A fetcher that looks hosts up in its own way. */
  public Fetcher(FetchSettings settings, InstantSource clock, Resolver resolver) {
    this(settings, clock, resolver, SSLSocketFactory::getDefault);
  }

  Fetcher(
      FetchSettings settings, InstantSource clock, Resolver resolver, Supplier<SocketFactory> tls) {
    this.settings = settings;
    this.clock = clock;
    this.wire = new Wire(settings, new PublicAddresses(resolver, settings.allow()), tls);
    ThreadFactory daemons = Thread.ofPlatform().daemon().name("fetch-", 0).factory();
    this.threads =
        new ThreadPoolExecutor(
            settings.maxOpen(),
            settings.maxOpen(),
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons);
    this.threads.allowCoreThreadTimeOut(true);
    this.hosts = new HostLimits(settings.perHost(), threads, clock);
    this.watch = Thread.ofPlatform().daemon().name("fetch-deadlines").start(this::watch);
  }

  /** One registered address on its way, over all its hops. */
  private final class Call {
    final CompletableFuture<Fetched> outcome = new CompletableFuture<>();
    final List<Address> hops = new ArrayList<>(1);
    final Validators validators;
    boolean permanent = true;
    long nanosLeft = settings.callTimeout().toNanos();
    volatile Wire.@Nullable Progress progress;
    volatile @Nullable Runnable turn;

    /** The last of the hops, for whoever watches. */
    volatile Address at;

    /** What is sent instead of asking for a feed; null where a feed is asked for. */
    final byte @Nullable [] form;

    /** Of the last hop's answer, 0 where there was none. */
    volatile int status;

    Call(Address registered, Validators validators, byte @Nullable [] form) {
      hops.add(registered);
      at = registered;
      this.validators = validators;
      this.form = form;
    }

    void end(Fetched how) {
      outcome.complete(how); // what follows from it is done before the call counts as over
      calls.remove(this);
      if (calls.isEmpty()) {
        wake();
      }
    }
  }

  /** Someone who waits until all but slow hosts have answered. */
  private record Patience(long nanos, CompletableFuture<Void> over) {}

  /**
   * Asks for a feed and waits for the outcome.
   *
   * <p>Validators go to the address they came from and to no other (see {@link Validators#url});
   * where that is not known, to every hop.
   *
   * @param url the registered address: http, https or feed
   * @param validators of the last body that was understood
   */
  public Fetched fetch(String url, Validators validators) {
    CompletableFuture<Fetched> outcome = start(url, validators);
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return stopped();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // outcomes are values: it is never completed this way
    }
  }

  /** Asks for a feed as {@link #fetch} does, without waiting; never completes exceptionally. */
  public CompletableFuture<Fetched> start(String url, Validators validators) {
    try {
      Call call = new Call(Address.parse(url), validators, null);
      enter(call);
      return call.outcome;
    } catch (MalformedURLException e) {
      return CompletableFuture.completedFuture(new Refused(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Completes once no call is left but those to hosts that have kept us waiting for longer: calls
   * in line behind such a host included, so that who has a hundred feeds and no answers is waited
   * for once. What follows from the outcomes of all other calls has been done by then, if it was
   * hung on to them before.
   *
   * @param patience with one request, half a second at least; looked at every tenth of a second
   */
  public CompletableFuture<Void> onlySlow(Duration patience) {
    var mine = new Patience(patience.toNanos(), new CompletableFuture<>());
    waiting.add(mine);
    if (calls.isEmpty()) {
      wake();
    }
    return mine.over();
  }

  /** Tells of hosts that asked to be left alone earlier; call it before {@link #start}. */
  public void hold(Collection<Hold> holds) {
    holds.forEach(hosts::hold);
  }

  /** The holds that stand now, those told of included; in no order. */
  public List<Hold> holds() {
    return hosts.holds();
  }

  /** How many calls there may be at the same time now. */
  int room() {
    return threads.getCorePoolSize();
  }

  /**
   * Sends a form as a browser would (UTF-8), and waits for the outcome. The guard, the lines before
   * hosts and the limits are those of {@link #fetch}; of redirects only 307 and 308 are followed,
   * with the form (W3C WebSub, section 5.1.2).
   *
   * @param form names and values, in their order
   */
  public Posted post(String url, Map<String, String> form) {
    try {
      Call call = new Call(Address.parse(url), Validators.NONE, Posted.encode(form));
      enter(call);
      return Posted.of(call.outcome.get(), call.status);
    } catch (MalformedURLException e) {
      return new Posted(0, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Posted.of(stopped(), 0);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // outcomes are values, as above
    }
  }

  /** Ends what is under way; what was not answered by then has failed. */
  @Override
  public void close() {
    closed = true;
    // Not interrupted: what follows from an outcome is done on these threads too, and a database
    // that is interrupted while it reads its file loses it. Closing the connections is enough.
    threads.shutdown();
    watch.interrupt();
    wire.close();
    for (Call call : calls) {
      Wire.Progress progress = call.progress;
      call.end(stopped());
      if (progress != null) {
        progress.end();
      }
    }
  }

  /** The host of an address as holds name it, null where the address is none. */
  public static @Nullable String host(String url) {
    try {
      return Address.parse(url).host();
    } catch (MalformedURLException e) {
      return null;
    }
  }

  private void enter(Call call) {
    calls.add(call);
    if (closed) { // asked after the call was added, so that close() or we see it
      call.end(stopped());
      return;
    }
    try {
      Runnable turn = () -> hop(call);
      call.turn = turn;
      hosts.enter(call.at.host(), turn);
    } catch (RejectedExecutionException e) {
      call.end(stopped());
    }
  }

  private static Failed stopped() {
    return new Failed(Stage.REQUEST, 0, "The program was stopped before there was an answer.");
  }

  /** One request of a call, on a thread of ours. */
  private void hop(Call call) {
    if (call.outcome.isDone()) {
      return;
    }
    Address at = call.at;
    Held held = hosts.held(at.host());
    if (held != null) {
      boolean asked = call.hops.size() > 1; // whoever redirected here has answered
      call.end(asked ? new Held(held.status(), held.retryAfter()) : held);
      return;
    }
    long start = System.nanoTime();
    Wire.Progress progress = new Wire.Progress(at, start + call.nanosLeft);
    Fetched outcome;
    busy.add(progress);
    call.progress = progress;
    call.status = 0;
    try {
      boolean mine = call.validators.url() == null || at.toString().equals(call.validators.url());
      boolean home = at.sameOrigin(call.hops.getFirst());
      String authorization = home ? call.hops.getFirst().authorization() : null;
      Wire.Answer answer =
          call.form == null
              ? wire.get(mine ? call.validators : Validators.NONE, authorization, progress)
              : wire.post(call.form, authorization, progress);
      call.status = answer.head().getCode();
      outcome =
          call.form == null
              ? judge(call, answer, mine && !call.validators.equals(Validators.NONE))
              : judgeForm(call, answer);
    } catch (PublicAddresses.NotPublic e) {
      outcome = new Refused(Reasons.notPublic(e));
    } catch (IOException | HttpException e) {
      outcome =
          new Failed(
              progress.stage, progress.status, Reasons.failure(progress.stage, at, e, settings));
    } catch (RuntimeException | Error e) {
      // A fault of ours or of a library must not leave anyone waiting for ever.
      outcome =
          new Failed(progress.stage, progress.status, "Something unexpected went wrong here: " + e);
    }
    busy.remove(progress);
    call.progress = null;
    call.nanosLeft -= System.nanoTime() - start;
    if (outcome == null) {
      enter(call);
    } else {
      call.end(outcome);
    }
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        long now = System.nanoTime();
        endOverdue(now);
        makeRoom(now);
        wake();
      }
    } catch (InterruptedException | RejectedExecutionException e) {
      // The fetcher is closed.
    }
  }

  /** Ends calls that take too long, wherever they hang. */
  private void endOverdue(long now) {
    for (Call call : calls) {
      Wire.Progress progress = call.progress;
      Runnable turn = call.turn;
      if (progress != null && turn != null && now - progress.deadline > 0) {
        Stage stage = progress.stage;
        call.end(
            new Failed(
                stage,
                progress.status,
                Reasons.deadline(stage, progress.at, settings.callTimeout())));
        progress.end();
        hosts.pass(progress.at.host(), turn); // looking a host up may hang for longer
      }
    }
  }

  /** Has as many threads as are wanted beside those that slow hosts keep busy. */
  private void makeRoom(long now) {
    int size = settings.maxOpen();
    for (Wire.Progress progress : busy) {
      long taken = now - progress.since;
      if (taken > SLOW_NANOS) {
        size++;
        slow.merge(progress.at.host(), taken, Math::max);
      }
    }
    size = Math.max(settings.maxOpen(), Math.min(size, MOST_THREADS));
    try {
      if (size > threads.getCorePoolSize()) {
        threads.setMaximumPoolSize(size);
        threads.setCorePoolSize(size);
      } else if (size < threads.getCorePoolSize()) {
        threads.setCorePoolSize(size);
        threads.setMaximumPoolSize(size);
      }
    } catch (OutOfMemoryError e) {
      // The system grants no more threads: those that there are go on.
    }
  }

  /** Tells those whose patience is at its end. */
  private void wake() {
    waiting.removeIf(
        one ->
            calls.stream().allMatch(call -> slow.getOrDefault(call.at.host(), 0L) > one.nanos())
                && one.over().complete(null));
  }

  /** What an answer means; null where the call goes on to its next hop. */
  private @Nullable Fetched judge(Call call, Wire.Answer answer, boolean conditional) {
    int status = answer.head().getCode();
    Instant now = clock.instant();
    return switch (status) {
      case 200, 203 -> fresh(call, answer, now);
      case 301, 302, 303, 307, 308 -> redirect(call, status, answer.head());
      case 304 ->
          conditional
              ? new NotModified(
                  renewed(call, answer.head()), Headers.maxAge(answer.head(), now), permanent(call))
              : new Failed(Stage.STATUS, status, Reasons.status(status));
      case 410 ->
          call.permanent // else it is another address that is gone, and only for now ours leads
              // there
              ? new Gone()
              : new Failed(Stage.STATUS, status, Reasons.status(status));
      case 429, 503 -> hold(call, answer, now);
      default -> new Failed(Stage.STATUS, status, Reasons.status(status));
    };
  }

  /** What an answer to a form means: an answer that takes it is fresh, whatever it says. */
  private @Nullable Fetched judgeForm(Call call, Wire.Answer answer) {
    int status = answer.head().getCode();
    Instant now = clock.instant();
    return switch (status) {
      case 307, 308 -> redirect(call, status, answer.head());
      case 429, 503 -> hold(call, answer, now);
      default ->
          status / 100 == 2
              ? fresh(call, answer.body(), answer.head(), now)
              : new Failed(
                  Stage.STATUS,
                  status,
                  Posted.refusal(
                      status, Headers.first(answer.head(), "Content-Type"), answer.body()));
    };
  }

  private Held hold(Call call, Wire.Answer answer, Instant now) {
    int status = answer.head().getCode();
    Duration wait = Headers.retryAfter(answer.head(), now);
    Duration least = Politeness.SHORTEST;
    Duration time = wait == null || wait.compareTo(least) < 0 ? least : wait;
    hosts.hold(new Hold(call.at.host(), status, now.plus(time)));
    return new Held(status, wait);
  }

  private Fetched fresh(Call call, Wire.Answer answer, Instant now) {
    MessageHeaders headers = answer.head();
    int status = answer.head().getCode();
    String coding = Headers.all(headers, "Content-Encoding");
    byte[] body;
    try {
      body =
          answer.body().length == 0
              ? answer.body()
              : Bodies.decode(answer.body(), coding, settings.maxBytes());
    } catch (IOException e) {
      return new Failed(Stage.BODY, status, Reasons.failure(Stage.BODY, call.at, e, settings));
    }
    if (body == null) {
      return new Failed(
          Stage.BODY, status, "The feed is compressed in a way that we did not ask for.");
    }
    if (body.length == 0) {
      return new Failed(Stage.BODY, status, "The feed is empty.");
    }
    return fresh(call, body, headers, now);
  }

  private static Fresh fresh(Call call, byte[] body, MessageHeaders headers, Instant now) {
    String url = call.at.toString();
    return new Fresh(
        body,
        Headers.first(headers, "Content-Type"),
        Headers.language(headers),
        url,
        base(call.at, headers),
        new Validators(
            Headers.first(headers, "ETag"), Headers.first(headers, "Last-Modified"), url),
        Headers.maxAge(headers, now),
        permanent(call),
        Headers.links(headers, "hub", call.at),
        Headers.links(headers, "self", call.at).stream().findFirst().orElse(null));
  }

  private @Nullable Fetched redirect(Call call, int status, MessageHeaders headers) {
    String location = Headers.first(headers, "Location");
    if (location == null) {
      return new Failed(
          Stage.REDIRECT,
          status,
          "The server redirects, but does not say where to (" + status + ").");
    }
    Address next;
    try {
      next = call.at.resolve(location);
    } catch (MalformedURLException e) {
      String who = call.form == null ? "The feed" : "The server";
      return new Refused(who + " redirects to an address that is not fetched. " + e.getMessage());
    }
    if (call.hops.contains(next)) {
      return new Failed(Stage.REDIRECT, status, "The redirects go round in a circle.");
    }
    if (call.hops.size() > MAX_HOPS) {
      return new Failed(
          Stage.REDIRECT, status, "There are more than " + MAX_HOPS + " redirects in a row.");
    }
    call.permanent &= status == 301 || status == 308;
    call.hops.add(next);
    call.at = next;
    return null;
  }

  private static @Nullable String permanent(Call call) {
    return call.permanent && call.hops.size() > 1 ? call.at.toString() : null;
  }

  /** A 304 renews what it names (RFC 9111, section 4.3.4). */
  private static Validators renewed(Call call, MessageHeaders headers) {
    String etag = Headers.first(headers, "ETag");
    String lastModified = Headers.first(headers, "Last-Modified");
    return new Validators(
        etag == null ? call.validators.etag() : etag,
        lastModified == null ? call.validators.lastModified() : lastModified,
        call.at.toString());
  }

  private static String base(Address at, MessageHeaders headers) {
    String location = Headers.first(headers, "Content-Location");
    try {
      return location == null ? at.toString() : at.resolve(location).toString();
    } catch (MalformedURLException e) {
      return at.toString();
    }
  }
}
