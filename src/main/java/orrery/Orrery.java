package orrery;

import orrery.cli.Main;

/** Starts the program. */
public final class Orrery {
  private Orrery() {}

  /** Runs the command that the words name. */
  public static void main(String[] args) {
    System.exit(Main.run(args));
  }
}
