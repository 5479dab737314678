package org.polysome.simulate;

import java.util.List;

/**
 * All that is true of every simulated cell. The expected count of gene g in a cell of type t, batch
 * b, library size L, program activities a and knocked-down gene k is
 *
 * <pre>
 * L * abundance[t][g] * batchFactors[b][g] * exp(a[program of g] * loading[g]) * (g == k ? REMAINING : 1)
 * </pre>
 *
 * and the count is negative binomial with that mean mu and variance {@code mu + mu^2 *
 * dispersion[g]}.
 *
 * @param genes names of the genes
 * @param types names of the types
 * @param typeShares share of each type among the cells, summing to 1
 * @param abundance (types, genes), each row summing to 1
 * @param batchFactors (batches, genes)
 * @param dispersion of each gene
 * @param programs the gene programs
 * @param perturbations the knocked-down genes
 * @param libraryMean mean of the logarithm of the library size
 * @param librarySpread standard deviation of the logarithm of the library size
 */
record Truth(
    List<String> genes,
    List<String> types,
    double[] typeShares,
    float[][] abundance,
    float[][] batchFactors,
    float[] dispersion,
    Programs programs,
    List<Knockdown> perturbations,
    double libraryMean,
    double librarySpread) {

  /** What is left of the expression of a knocked-down gene. */
  static final double REMAINING = 0.1;

  /** How far a knock-down lowers the activity of the gene's program. */
  static final double ACTIVITY_LOST = 1.5;

  /** Share of control cells where there are perturbations. */
  static final double CONTROL_SHARE = 0.25;

  /** A knocked-down gene and the program it drives. */
  record Knockdown(int gene, int program) {}

  /** Number of genes. */
  int geneCount() {
    return genes.size();
  }
}
