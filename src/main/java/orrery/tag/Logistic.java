package orrery.tag;

import java.util.List;

/**
 * Logistic regression of a few features, by Newton's method, with a little held back (L2). It is
 * computed strictly, so that every machine finds the same.
 */
final class Logistic {
  private static final int ROUNDS = 25;
  private static final double EXACT = 1e-6;
  private static final double HELD = 1;
  private static final double HELD_FIRST = 1e-3;

  /**
   * What was seen once.
   *
   * @param features of which the first is 1 always
   * @param answer whether it was so
   * @param weight how much it counts
   */
  record Example(double[] features, boolean answer, double weight) {}

  private Logistic() {}

  static double probability(double[] weights, double[] features) {
    return 1 / (1 + StrictMath.exp(-sum(weights, features)));
  }

  static double sum(double[] weights, double[] features) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * features[i];
    }
    return sum;
  }

  /** The weights of the features that fit best; empty where there are no examples. */
  static double[] fit(List<Example> examples) {
    int n = examples.isEmpty() ? 0 : examples.getFirst().features.length;
    double[] weights = new double[n];
    double change = 1;
    for (int round = 0; round < ROUNDS && change > EXACT; round++) {
      change = 0;
      double[] step = solved(system(examples, weights));
      for (int i = 0; i < n; i++) {
        weights[i] += step[i];
        change = Math.max(change, Math.abs(step[i]));
      }
    }
    return weights;
  }

  /** The equations of a step of Newton's: curvature, and on the right the slope. */
  private static double[][] system(List<Example> examples, double[] weights) {
    int n = weights.length;
    double[][] system = new double[n][n + 1];
    for (int i = 0; i < n; i++) {
      system[i][i] = i == 0 ? HELD_FIRST : HELD;
      system[i][n] = -system[i][i] * weights[i];
    }
    for (Example example : examples) {
      double[] x = example.features;
      double p = probability(weights, x);
      double slope = example.weight * ((example.answer ? 1 : 0) - p);
      double curve = example.weight * Math.max(p * (1 - p), EXACT);
      for (int i = 0; i < n; i++) {
        system[i][n] += slope * x[i];
        for (int j = 0; j < n; j++) {
          system[i][j] += curve * x[i] * x[j];
        }
      }
    }
    return system;
  }

  /** Gauss's elimination; no row need be exchanged, as the matrix is positive definite. */
  private static double[] solved(double[][] system) {
    int n = system.length;
    for (int i = 0; i < n; i++) {
      for (int k = i + 1; k < n; k++) {
        double factor = system[k][i] / system[i][i];
        for (int j = i; j <= n; j++) {
          system[k][j] -= factor * system[i][j];
        }
      }
    }
    double[] solution = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double rest = system[i][n];
      for (int j = i + 1; j < n; j++) {
        rest -= system[i][j] * solution[j];
      }
      solution[i] = rest / system[i][i];
    }
    return solution;
  }
}
