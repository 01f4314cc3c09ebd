package orrery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A web server on an address of loopback, which keeps book of what it was asked, and when. */
final class Host implements AutoCloseable {
  /** Says what is answered. */
  interface Page {
    Answer answer(Asked asked);
  }

  /** A request, and when it came by the test's clock. */
  record Asked(Instant time, RequestHead head) {
    String path() {
      return head.target();
    }

    /** The value of a header, null where it was not sent. */
    @Nullable String header(String name) {
      return head.header(name);
    }
  }

  /** An answer; its length is said unless a header says another. */
  record Answer(int status, List<String> headers, byte[] body) {
    static Answer of(int status, String... headers) {
      return new Answer(status, List.of(headers), new byte[0]);
    }

    static Answer ok(String body, String... headers) {
      return new Answer(200, List.of(headers), body.getBytes(UTF_8));
    }

    /** With these headers too. */
    Answer and(String... more) {
      var all = new ArrayList<>(headers);
      all.addAll(List.of(more));
      return new Answer(status, all, body);
    }
  }

  private final InstantSource clock;
  private final ServerSocket listener;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger now = new AtomicInteger();

  Host(String address, InstantSource clock) {
    this.clock = clock;
    try {
      listener = new ServerSocket(0, 100, InetAddress.ofLiteral(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::listen);
  }

  String url(String path) {
    return "http://"
        + listener.getInetAddress().getHostAddress()
        + ":"
        + listener.getLocalPort()
        + path;
  }

  /** Serves a page, and returns its address. */
  String page(String path, Page page) {
    pages.put(path, page);
    return url(path);
  }

  /** All requests so far. */
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The requests so far for a path. */
  List<Asked> asked(String path) {
    return asked.stream().filter(a -> a.path().equals(path)).toList();
  }

  /** How many requests there were at once, at most. */
  int mostAtOnce() {
    return most.get();
  }

  private void listen() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The scene is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      while (true) {
        RequestHead head = RequestHead.read(in);
        if (head == null || !answer(new Asked(clock.instant(), head), socket)) {
          return;
        }
      }
    } catch (IOException e) {
      // Whoever asked has gone.
    } finally {
      open.remove(socket);
    }
  }

  private boolean answer(Asked request, Socket socket) throws IOException {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    asked.add(request);
    Page page = pages.get(request.path());
    Answer answer = page == null ? Answer.of(404) : page.answer(request);
    boolean length =
        answer.headers().stream().noneMatch(h -> h.regionMatches(true, 0, "Content-Length", 0, 14));
    var head = new StringBuilder("HTTP/1.1 " + answer.status() + " Said\r\n");
    answer.headers().forEach(h -> head.append(h).append("\r\n"));
    if (length && answer.status() != 304) {
      head.append("Content-Length: ").append(answer.body().length).append("\r\n");
    }
    OutputStream out = socket.getOutputStream();
    now.decrementAndGet(); // before who asks can know that it is answered
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    out.write(answer.body());
    out.flush();
    return length;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
