package orrery.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import orrery.feed.Fetched.Stage;
import orrery.feed.Fetched.Validators;

/**
 * One request and its answer, over a connection that is kept for the next.
 *
 * <p>Built on the connection of HttpCore rather than on the whole HttpClient: redirects, limits and
 * lines before hosts are ours anyway, cookies, credentials and caches are not wanted, and the
 * client costs a run that finds nothing new as much again as all its requests.
 */
final class Wire implements AutoCloseable {
  /** A server closes what is idle; five seconds are what most allow. */
  private static final long IDLE_NANOS = 4_000_000_000L;

  private static final int MAX_IDLE = 256;

  /** All that may come before a body, answers that only announce another (1xx) included. */
  private static final long MAX_HEAD = 256 * 1024;

  /** Of a body that is read only for the sake of the connection, or of what it says of a form. */
  private static final int SMALL = 64 * 1024;

  private static final ContentType FORM =
      ContentType.create("application/x-www-form-urlencoded", StandardCharsets.UTF_8);

  private final FetchSettings settings;
  private final PublicAddresses addresses;

  /** Asked when the first https address is met: reading the trusted certificates takes time. */
  private final Supplier<SocketFactory> tls;

  private final HttpRequestExecutor executor = new HttpRequestExecutor();
  private final Header userAgent;
  private final Header accept =
      new BasicHeader(
          "Accept",
          "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml,"
              + " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5");
  private final Header acceptEncoding = new BasicHeader("Accept-Encoding", "gzip, deflate");
  private final Map<String, ArrayDeque<Line>> idle = new HashMap<>();
  private int idleCount;
  private boolean closed;

  /** An open connection. */
  private static final class Line {
    final String origin;
    final Socket socket;
    final Connection http;
    long idleSince;

    Line(String origin, Socket socket, Connection http) {
      this.origin = origin;
      this.socket = socket;
      this.http = http;
    }
  }

  /** What a hop is doing, for whoever watches its time. */
  static final class Progress {
    final Address at;

    /** In {@link System#nanoTime}. */
    final long since = System.nanoTime();

    /** In {@link System#nanoTime}. */
    final long deadline;

    volatile Stage stage = Stage.REQUEST;

    /** The status of the answer, 0 before there is one. */
    volatile int status;

    private @Nullable Socket socket;
    private boolean ended;

    Progress(Address at, long deadline) {
      this.at = at;
      this.deadline = deadline;
    }

    /** Ends the call, wherever it is. */
    synchronized void end() {
      ended = true;
      closeQuietly(socket);
    }

    private synchronized void at(Stage next, @Nullable Socket now) throws IOException {
      stage = next;
      socket = now;
      if (ended) {
        closeQuietly(now);
        throw new IOException("the call was ended");
      }
    }
  }

  /**
   * An answer.
   *
   * @param head status and headers
   * @param body as sent; where a page was asked for, empty for any status but 200 and 203
   */
  record Answer(ClassicHttpResponse head, byte[] body) {}

  Wire(FetchSettings settings, PublicAddresses addresses, Supplier<SocketFactory> tls) {
    this.settings = settings;
    this.addresses = addresses;
    this.tls = tls;
    this.userAgent = new BasicHeader("User-Agent", settings.userAgent());
  }

  /**
   * Asks once.
   *
   * @throws IOException if there is no answer; {@code progress} knows at which stage
   * @throws HttpException if the answer is not HTTP
   */
  Answer get(Validators validators, @Nullable String authorization, Progress progress)
      throws IOException, HttpException {
    ClassicHttpRequest request = request("GET", progress.at, authorization);
    request.addHeader(accept);
    request.addHeader(acceptEncoding);
    if (validators.etag() != null) {
      request.addHeader("If-None-Match", validators.etag());
    }
    if (validators.lastModified() != null) {
      request.addHeader("If-Modified-Since", validators.lastModified());
    }
    return send(request, progress);
  }

  /**
   * Sends a form, as {@link #get} asks.
   *
   * @param form as it goes over the wire
   */
  Answer post(byte[] form, @Nullable String authorization, Progress progress)
      throws IOException, HttpException {
    ClassicHttpRequest request = request("POST", progress.at, authorization);
    request.addHeader("Content-Type", FORM.toString());
    request.addHeader("Content-Length", form.length);
    request.setEntity(new ByteArrayEntity(form, FORM));
    return send(request, progress);
  }

  private Answer send(ClassicHttpRequest request, Progress progress)
      throws IOException, HttpException {
    Address address = progress.at;
    String origin = (address.secure() ? "s " : "p ") + address.host() + " " + address.port();
    Line kept = takeIdle(origin);
    if (kept != null) {
      try {
        return exchange(kept, request, progress);
      } catch (SocketTimeoutException | Bodies.TooLong e) {
        throw e;
      } catch (IOException | HttpException e) {
        if (progress.stage != Stage.REQUEST) {
          throw e;
        }
        // The server closed it while it was idle, or sent what nobody had asked for: not a
        // failure. Ask again over a new one.
      }
    }
    return exchange(open(origin, address, progress), request, progress);
  }

  private ClassicHttpRequest request(
      String method, Address address, @Nullable String authorization) {
    ClassicHttpRequest request = new BasicClassicHttpRequest(method, "/");
    request.setPath(address.path()); // the constructor would read //x as a host
    request.addHeader("Host", address.hostHeader());
    request.addHeader(userAgent);
    if (authorization != null) {
      request.addHeader("Authorization", authorization);
    }
    return request;
  }

  private Answer exchange(Line line, ClassicHttpRequest request, Progress progress)
      throws IOException, HttpException {
    boolean reusable = false;
    try {
      Connection http = line.http;
      http.allow(MAX_HEAD);
      progress.at(Stage.REQUEST, line.socket);
      HttpContext context = HttpCoreContext.create();
      ClassicHttpResponse head = executor.execute(request, http, context);
      progress.status = head.getCode();
      progress.stage = Stage.BODY;
      http.allow(8L * settings.maxBytes() + MAX_HEAD); // chunks may weigh more than what they hold
      HttpEntity entity = head.getEntity();
      byte[] body = {};
      if (entity != null) {
        long length = entity.getContentLength();
        boolean form = request.getEntity() != null;
        boolean wanted = !form && (head.getCode() == 200 || head.getCode() == 203);
        if (!wanted && (length > SMALL || (length < 0 && !form))) {
          return new Answer(head, body); // not worth reading for the sake of a connection
        }
        if (wanted && length > settings.maxBytes()) {
          throw new Bodies.TooLong();
        }
        try {
          // Never closed: closing it would read an endless body to its end.
          body = Bodies.read(entity.getContent(), length, wanted ? settings.maxBytes() : SMALL);
        } catch (IOException e) {
          if (wanted) {
            throw e;
          }
          return new Answer(head, body);
        }
      }
      reusable = executor.keepAlive(request, head, http, context);
      return new Answer(head, body);
    } finally {
      if (reusable) {
        keep(line);
      } else {
        line.http.close(CloseMode.IMMEDIATE);
      }
    }
  }

  private Line open(String origin, Address address, Progress progress) throws IOException {
    progress.at(Stage.DNS, null);
    InetAddress[] all = addresses.resolve(address.host());
    IOException failure = null;
    for (InetAddress one : all) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        progress.at(Stage.CONNECT, socket);
        socket.setTcpNoDelay(true);
        socket.connect(
            new InetSocketAddress(one, address.port()), millis(settings.connectTimeout()));
        return secure(origin, address, socket, progress);
      } catch (IOException e) {
        closeQuietly(socket);
        if (progress.stage != Stage.CONNECT) {
          throw e;
        }
        failure = e;
      }
    }
    throw failure == null ? new UnknownHostException(address.host()) : failure;
  }

  private Line secure(String origin, Address address, Socket socket, Progress progress)
      throws IOException {
    Connection http;
    if (address.secure()) {
      progress.at(Stage.TLS, socket);
      socket.setSoTimeout(millis(settings.connectTimeout()));
      SSLSocket tls =
          (SSLSocket)
              ((SSLSocketFactory) this.tls.get())
                  .createSocket(socket, address.host(), address.port(), true);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // else any valid certificate would do
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      http = new Connection(socket, tls);
    } else {
      http = new Connection(socket, null);
    }
    http.setSocketTimeout(Timeout.of(settings.readTimeout()));
    return new Line(origin, socket, http);
  }

  private @Nullable Line takeIdle(String origin) {
    synchronized (idle) {
      ArrayDeque<Line> lines = idle.get(origin);
      Line line = lines == null ? null : lines.pollLast();
      if (line == null) {
        return null;
      }
      idleCount--;
      if (System.nanoTime() - line.idleSince < IDLE_NANOS && line.http.isClean()) {
        return line;
      }
      line.http.close(CloseMode.IMMEDIATE);
    }
    return takeIdle(origin);
  }

  private void keep(Line line) {
    synchronized (idle) {
      if (!closed && idleCount < MAX_IDLE) {
        line.idleSince = System.nanoTime();
        idle.computeIfAbsent(line.origin, o -> new ArrayDeque<>(2)).addLast(line);
        idleCount++;
        return;
      }
    }
    line.http.close(CloseMode.IMMEDIATE);
  }

  /** Closes what is idle; connections in use are closed when their answer has come. */
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      for (var lines : idle.values()) {
        for (var line : lines) {
          // Not reset, which servers log. Nobody waits for a server's farewell.
          line.http.setSocketTimeout(Timeout.ONE_MILLISECOND);
          line.http.close(CloseMode.GRACEFUL);
        }
      }
      idle.clear();
      idleCount = 0;
    }
  }

  private static int millis(Duration time) {
    return Math.clamp(time.toMillis(), 1, Integer.MAX_VALUE);
  }

  private static void closeQuietly(@Nullable Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // It is of no use any more, closed or not.
    }
  }
}
