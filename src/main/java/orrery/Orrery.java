package orrery;

import orrery.cli.Program;

/** Starts the program. */
public final class Orrery {
  private Orrery() {}

  /** Runs the command that the words name. */
  public static void main(String[] args) {
    System.exit(Program.run(args));
  }
}
