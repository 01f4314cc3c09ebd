package orrery.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import orrery.RequestHead;

/** A web server on loopback that says exactly what a test wants, right or wrong. */
final class Site implements AutoCloseable {
  /** Answers one request; the connection is closed where it returns false. */
  interface Page {
    boolean answer(RequestHead request, OutputStream out) throws IOException;
  }

  /** Thrown by a page that wants the connection reset rather than closed. */
  static final class Reset extends IOException {}

  final List<RequestHead> requests = new CopyOnWriteArrayList<>();
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
    return requests.stream().map(RequestHead::target).toList();
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
        RequestHead request = RequestHead.read(in);
        if (request == null) {
          return;
        }
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

  private static boolean answer(Page page, RequestHead request, Socket socket) throws IOException {
    try {
      return page.answer(request, socket.getOutputStream());
    } catch (Reset e) {
      socket.setSoLinger(true, 0);
      return false;
    }
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
