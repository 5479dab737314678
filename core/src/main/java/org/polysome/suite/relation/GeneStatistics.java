package org.polysome.suite.relation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.matrix.CsrMatrix;
import org.polysome.suite.Expression;
import org.polysome.suite.GeneVectors;

/** Mean and population variance over the judged cells of each gene's log-normalised expression. */
final class GeneStatistics {

  private final Map<String, Integer> places = new HashMap<>();
  private final double[] means;
  private final double[] variances;

  GeneStatistics(Expression expression) {
    List<String> genes = expression.genes();
    for (int gene = 0; gene < genes.size(); gene++) {
      places.putIfAbsent(genes.get(gene), gene);
    }
    CsrMatrix values = expression.values();
    means = new double[genes.size()];
    variances = new double[genes.size()];
    double[] squares = new double[genes.size()];
    for (int i = 0; i < values.entries(); i++) {
      int gene = values.indices()[i];
      double value = values.values()[i];
      means[gene] += value / values.rows();
      squares[gene] += value * value / values.rows();
    }
    for (int gene = 0; gene < means.length; gene++) {
      variances[gene] = Math.max(0, squares[gene] - means[gene] * means[gene]);
    }
  }

  /** Rows of the vectors whose gene is measured. */
  int[] genesIn(GeneVectors vectors) {
    return IntStream.range(0, vectors.genes().size())
        .filter(row -> places.containsKey(vectors.genes().get(row)))
        .toArray();
  }

  double[] means(GeneVectors vectors, int[] rows) {
    return of(means, vectors, rows);
  }

  double[] variances(GeneVectors vectors, int[] rows) {
    return of(variances, vectors, rows);
  }

  private double[] of(double[] statistic, GeneVectors vectors, int[] rows) {
    return IntStream.of(rows)
        .mapToDouble(row -> statistic[places.getOrDefault(vectors.genes().get(row), 0)])
        .toArray();
  }
}
