package org.polysome.metric.perturbation.prediction;

/**
 * How many genes are predicted to change in the direction in which they do (GEARS).
 *
 * @param correct genes of the same sign, zero being one
 * @param half genes of which one change is zero and the other is not
 * @param opposite genes of opposite signs
 */
public record Directions(int correct, int half, int opposite) {

  /**
   * Counts.
   *
   * @param predicted predicted changes, one for each gene
   * @param real real changes
   * @param genes which of them
   */
  public static Directions of(double[] predicted, double[] real, int[] genes) {
    int[] counts = new int[3];
    for (int gene : genes) {
      counts[(int) Math.abs(Math.signum(predicted[gene]) - Math.signum(real[gene]))]++;
    }
    return new Directions(counts[0], counts[1], counts[2]);
  }
}
