package org.polysome.metric.perturbation.prediction;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The sets of genes that GEARS judges a perturbation on, by their mean expression in its cells and
 * in the controls.
 *
 * @param nonZero genes, ascending, that some cell of the perturbation expresses
 * @param nonDropout those and, ascending, the genes that neither cells nor controls express: a gene
 *     that the controls express and the cells do not may have been missed
 */
public record GearsGenes(int[] nonZero, int[] nonDropout) {

  /** The sets of a perturbation. */
  public static GearsGenes of(double[] perturbed, double[] control) {
    if (perturbed.length != control.length) {
      throw new IllegalArgumentException(perturbed.length + " and " + control.length + " genes");
    }
    return new GearsGenes(
        IntStream.range(0, control.length).filter(gene -> perturbed[gene] != 0).toArray(),
        IntStream.range(0, control.length)
            .filter(gene -> perturbed[gene] != 0 || control[gene] == 0)
            .toArray());
  }

  /**
   * The first genes of a ranking that are in a set.
   *
   * @param set ascending
   */
  public static int[] first(int[] ranking, int[] set, int count) {
    return IntStream.of(ranking)
        .filter(gene -> Arrays.binarySearch(set, gene) >= 0)
        .limit(count)
        .toArray();
  }
}
