package org.polysome.train.spec;

/** The curves that schedules are made of. */
final class Climb {

  private Climb() {}

  /** A straight line that is 1 at the last of so many steps, and 1 from then on. */
  static double linear(long step, int steps) {
    return step < steps ? (step + 1.0) / steps : 1;
  }

  /** How much of the run after a warm-up is done before a step, in [0, 1]. */
  static double after(long step, int warmUpSteps, long totalSteps) {
    return Math.min(1, (double) (step - warmUpSteps) / Math.max(1, totalSteps - warmUpSteps));
  }

  /** Half a cosine wave from one value to another. */
  static double cosine(double from, double to, double progress) {
    return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * progress));
  }
}
