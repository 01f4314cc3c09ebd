package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command said.
 *
 * @param status with which the program would exit
 */
record Terminal(int status, String out, String err) {
  static Terminal run(Object... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    String[] line = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      line[i] = words[i].toString();
    }
    int status =
        Main.commands()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(line);
    return new Terminal(status, out.toString(), err.toString());
  }

  /** It did its work. */
  Terminal worked() {
    assertThat(status).as("exit status; %s", err).isZero();
    return this;
  }

  /** It could not, and says in one line why. */
  String refused() {
    assertThat(status).as("exit status; %s", out).isEqualTo(1);
    assertThat(err.lines().filter(line -> line.startsWith("orrery: "))).hasSize(1);
    assertThat(err).doesNotContain("\tat ");
    return err.lines().filter(line -> line.startsWith("orrery: ")).findFirst().orElseThrow();
  }
}
