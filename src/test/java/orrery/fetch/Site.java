package orrery.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A web server on loopback that says exactly what a test wants, right or wrong. */
final class Site implements AutoCloseable {
  /** Answers one request; the connection is closed where it returns false. */
  interface Page {
    boolean answer(Request request, OutputStream out) throws IOException;
  }

  /** Thrown by a page that wants the connection reset rather than closed. */
  static final class Reset extends IOException {}

  /** A request as it came over the wire. */
  record Request(String line, List<String> headers) {
    String target() {
      return line.split(" ", -1)[1];
    }

    /** The value of a header, null where it was not sent. */
    @org.jspecify.annotations.Nullable
    String header(String name) {
      return headers.stream()
          .filter(h -> h.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(h -> h.substring(name.length() + 1).strip())
          .findFirst()
          .orElse(null);
    }
  }

  final List<Request> requests = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ServerSocket listener;

  Site() throws IOException {
    this(ServerSocketFactory.getDefault());
  }

  Site(ServerSocketFactory sockets) throws IOException {
    listener = sockets.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofPlatform().daemon().start(this::listen);
  }

  int port() {
    return listener.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  Site page(String target, Page page) {
    pages.put(target, page);
    return this;
  }

  /** Serves a whole answer: status line and headers, a line each, then the body. */
  Site page(String target, String head, byte[] body) {
    byte[] bytes =
        ("HTTP/1.1 " + head.strip().replace("\n", "\r\n") + "\r\n\r\n").getBytes(ISO_8859_1);
    return page(
        target,
        (request, out) -> {
          out.write(bytes);
          out.write(body);
          return true;
        });
  }

  /** Serves a body with its length. */
  Site page(String target, String head, String body) {
    return page(
        target, head.strip() + "\nContent-Length: " + body.length(), body.getBytes(ISO_8859_1));
  }

  /** The requests' targets, in order. */
  List<String> targets() {
    return requests.stream().map(Request::target).toList();
  }

  private void listen() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true); // head and body are written apart
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      boolean more = true;
      while (more) {
        List<String> lines = head(in);
        if (lines.isEmpty()) {
          return;
        }
        Request request =
            new Request(lines.getFirst(), List.copyOf(lines.subList(1, lines.size())));
        requests.add(request);
        Page page = pages.get(request.target());
        if (page == null) {
          out.write("HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        } else {
          more = answer(page, request, socket);
        }
        out.flush();
      }
    } catch (IOException e) {
      // The client has gone, as some tests want.
    }
  }

  private static boolean answer(Page page, Request request, Socket socket) throws IOException {
    try {
      return page.answer(request, socket.getOutputStream());
    } catch (Reset e) {
      socket.setSoLinger(true, 0);
      return false;
    }
  }

  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        if (line.isEmpty()) {
          return lines;
        }
        lines.add(line.toString());
        line.setLength(0);
      } else if (c != '\r') {
        line.append((char) c);
      }
    }
    return List.of();
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
