package org.polysome.suite.relation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.matrix.RowOperator;
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
    RowOperator cells = RowOperator.of(expression.values());
    means = cells.means();
    variances =
        Arrays.stream(cells.squares()).map(sum -> sum / Math.max(1, cells.rows())).toArray();
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
