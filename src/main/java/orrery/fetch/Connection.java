package orrery.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** A connection that knows how much it may read, and whether an answer left something over. */
final class Connection extends DefaultBHttpClientConnection {
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxLineLength(16 * 1024).setMaxHeaderCount(200).build();

  private final Socket socket;
  private final Input input;

  /** What comes in, as long as there is an allowance for it. */
  private static final class Input extends FilterInputStream {
    long allowance;

    /** Whether to look at what has come already, and not to wait for more. */
    boolean looking;

    Input(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (looking) {
        throw new SocketTimeoutException();
      }
      if (allowance <= 0) {
        throw new Bodies.TooLong();
      }
      int n = in.read(into, from, length);
      allowance -= n;
      return n;
    }
  }

  /**
   * A connection over an open socket.
   *
   * @param tls the same after its handshake, null where there is none
   */
  Connection(Socket socket, @Nullable SSLSocket tls) throws IOException {
    super(LIMITS, null, StandardCharsets.ISO_8859_1.newEncoder());
    this.socket = socket;
    this.input = new Input((tls == null ? socket : tls).getInputStream());
    bind(
        tls == null
            ? new SocketHolder(socket) {
              @Override
              protected InputStream getInputStream(Socket from) {
                return input;
              }
            }
            : new SocketHolder(tls, socket) {
              @Override
              protected InputStream getInputStream(Socket from) {
                return input;
              }
            });
  }

  /** Lets so many bytes more come in; where more come, reading fails. */
  void allow(long bytes) {
    input.allowance = bytes;
  }

  /**
   * Whether nothing has come that no request asked for: it would be taken for the next answer. A
   * connection that the server has closed may look as good as any.
   */
  boolean isClean() {
    input.looking = true;
    try {
      return socket.getInputStream().available() == 0
          && input.available() == 0
          && !isDataAvailable(Timeout.ONE_MILLISECOND);
    } catch (IOException e) {
      return false;
    } finally {
      input.looking = false;
    }
  }
}
