package org.polysome.objective;

import org.polysome.fault.UsageException;

/** Checks factors of losses. */
final class Weights {

  private Weights() {}

  static void check(String key, double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new UsageException(key + ": " + weight + " is not a number from 0 up");
    }
  }
}
