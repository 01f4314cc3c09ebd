package orrery;

/** Told how far a cycle has come, so that a terminal can show it. Called by several threads. */
public interface Progress {
  /** Nobody watches. */
  Progress NONE =
      new Progress() {
        @Override
        public void begin(String what, int steps) {}

        @Override
        public void step() {}

        @Override
        public void end() {}
      };

  /** Something of so many steps begins. */
  void begin(String what, int steps);

  /** One of them is done. */
  void step();

  /** All are done. */
  void end();
}
