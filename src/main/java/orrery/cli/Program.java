package orrery.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** The program as it is called: words enter, an exit status leaves. */
public final class Program {
  private Program() {}

  /** Runs a command and says with which status to exit. */
  public static int run(String... words) {
    OneCycle plain = OneCycle.of(words);
    if (plain == null) {
      return Main.run(words);
    }
    Charset terminal = Charset.defaultCharset();
    var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, terminal);
    var err = new PrintWriter(new FileOutputStream(FileDescriptor.err), false, terminal);
    try {
      return plain.run(out, err);
    } catch (Exception e) {
      return OneCycle.failed(e, err);
    }
  }
}
