package org.polysome.simulate;

import org.polysome.random.Seeds;
import org.polysome.random.Variates;

/**
 * What is true of one cell, a function of the seed and its number.
 *
 * @param type index of its type
 * @param batch index of its batch
 * @param perturbation index of its knock-down, {@link #CONTROL} for none
 * @param librarySize scale of its expected counts
 * @param activities activity of each program
 */
record SimulatedCell(
    int type, int batch, int perturbation, double librarySize, double[] activities) {

  /** The perturbation of a cell without one. */
  static final int CONTROL = -1;

  private static final long TRUTH = Seeds.of("cell");

  static SimulatedCell draw(Truth truth, long seed, long number) {
    Variates variates = new Variates(Seeds.of(seed, TRUTH, number));
    int type = pick(truth.typeShares(), variates.uniform());
    int batch = variates.index(truth.batchFactors().length);
    int perturbation = perturbation(truth, variates);
    double librarySize =
        StrictMath.exp(truth.libraryMean() + truth.librarySpread() * variates.gaussian());
    double[] activities = truth.programs().typeActivity()[type].clone();
    for (int k = 0; k < activities.length; k++) {
      activities[k] += Programs.CELL_SPREAD * variates.gaussian();
    }
    if (perturbation != CONTROL) {
      activities[truth.perturbations().get(perturbation).program()] -= Truth.ACTIVITY_LOST;
    }
    for (int k = 0; k < activities.length; k++) {
      activities[k] = Math.clamp(activities[k], -Programs.MOST_ACTIVITY, Programs.MOST_ACTIVITY);
    }
    return new SimulatedCell(type, batch, perturbation, librarySize, activities);
  }

  private static int perturbation(Truth truth, Variates variates) {
    int count = truth.perturbations().size();
    if (count == 0 || variates.uniform() < Truth.CONTROL_SHARE) {
      return CONTROL;
    }
    return variates.index(count);
  }

  private static int pick(double[] shares, double uniform) {
    double sum = 0;
    for (int i = 0; i < shares.length - 1; i++) {
      sum += shares[i];
      if (uniform < sum) {
        return i;
      }
    }
    return shares.length - 1;
  }
}
