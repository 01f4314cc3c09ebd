package orrery.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import orrery.Progress;

/** Shows on a terminal how far a cycle has come. */
final class Bars implements Progress {
  private static final int REFRESH_MILLIS = 200;

  private @Nullable ProgressBar bar;

  private Bars() {}

  /** Bars where somebody watches, which the launcher says, and nothing where nobody does. */
  static Progress onTerminal() {
    return Boolean.getBoolean("orrery.terminal") ? new Bars() : Progress.NONE;
  }

  @Override
  public synchronized void begin(String what, int steps) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public synchronized void step() {
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public synchronized void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
