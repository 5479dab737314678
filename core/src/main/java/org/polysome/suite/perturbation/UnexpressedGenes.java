package org.polysome.suite.perturbation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.RowOperator;

/** Perturbations of genes that control cells do not express, and that should do nothing. */
final class UnexpressedGenes {

  /**
   * Genes of a smaller mean are not expressed. Tx-Evaluation has this limit for raw counts of
   * Replogle et al.; here it is for log-normalised ones, which do not depend on depth.
   */
  static final double LIMIT = 0.15;

  private UnexpressedGenes() {}

  /**
   * The codes of such perturbations.
   *
   * @param values log-normalised expression (cells, genes)
   * @param controls rows of the controls
   * @param names for each kind of name, that of each gene
   * @param perturbations the name of each code
   */
  static int[] codes(
      CsrMatrix values, int[] controls, Iterable<List<String>> names, List<String> perturbations) {
    double[] means = RowOperator.of(values, controls).means();
    Map<String, Integer> places = new HashMap<>();
    for (List<String> kind : names) {
      for (int gene = 0; gene < kind.size(); gene++) {
        places.putIfAbsent(kind.get(gene), gene);
      }
    }
    return IntStream.range(0, perturbations.size())
        .filter(code -> places.containsKey(perturbations.get(code)))
        .filter(code -> means[places.getOrDefault(perturbations.get(code), 0)] < LIMIT)
        .toArray();
  }
}
