package orrery.cli;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Catches what tells the process to end, so that it can end its work first. A shutdown hook comes
 * too late for that: the database's own hook runs beside it and closes what is still written to.
 *
 * <p>A second signal ends the process at once, and so does the end of patience: whatever is cut off
 * there, the next cycle makes good.
 */
final class Signals implements AutoCloseable {
  /** What an operating system adds to a signal's number for the exit status. */
  private static final int SIGNALLED = 128;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean first = new AtomicBoolean(true);
  private final Duration patience;
  private final PrintWriter err;
  private final List<Restore> caught = new ArrayList<>();
  private @Nullable Thread hook;

  /** Undoes the catching of a signal. */
  private interface Restore {
    void run() throws ReflectiveOperationException;
  }

  /**
   * Begins to catch.
   *
   * @param patience how long the process may take to end
   * @param err told where patience ends
   */
  Signals(Duration patience, PrintWriter err) {
    this.patience = patience;
    this.err = err;
    boolean all = true;
    for (String name : new String[] {"TERM", "INT", "HUP"}) {
      all &= caught(name);
    }
    if (!all) {
      hook = new Thread(this::ended);
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  /** Waits until the process is told to end, but no longer than so long; says whether it was. */
  boolean await(Duration atMost) throws InterruptedException {
    return asked.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * By reflection: the classes are there in every JDK, but javac warns of them in a way that cannot
   * be turned off.
   */
  private boolean caught(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      var handle = signal.getMethod("handle", signal, handler);
      var number = signal.getMethod("getNumber");
      Object ours =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, words) -> {
                if (method.getName().equals("handle")) {
                  told((int) number.invoke(words[0]));
                  return null;
                }
                return method.invoke(this, words);
              });
      Object which = signal.getConstructor(String.class).newInstance(name);
      Object before = handle.invoke(null, which, ours);
      caught.add(() -> handle.invoke(null, which, before));
      return true;
    } catch (ReflectiveOperationException e) {
      return false; // not on this system, not in this Java, or kept from us by -Xrs
    }
  }

  private void told(int signal) {
    if (!first.getAndSet(false) || !ended()) {
      Runtime.getRuntime().halt(SIGNALLED + signal);
    }
  }

  /** Asks to end, and waits for it. */
  private boolean ended() {
    asked.countDown();
    try {
      if (closed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      err.println(
          "orrery: work did not end within "
              + patience.toSeconds()
              + " seconds and is cut off; the next cycle makes it good.");
      err.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** All is closed: from here on signals do what they did before. */
  @Override
  public void close() {
    closed.countDown();
    for (Restore restore : caught) {
      try {
        restore.run();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("A signal cannot be given back", e);
      }
    }
    if (hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // It is at work: the process ends.
      }
    }
  }
}
