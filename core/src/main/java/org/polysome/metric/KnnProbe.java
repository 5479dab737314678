package org.polysome.metric;

import java.util.stream.IntStream;
import org.polysome.graph.NearestNeighbors;
import org.polysome.graph.Neighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.MatrixProduct;

/**
 * The majority among the nearest training cells by Euclidean distance, exactly and unweighted, as
 * in scGPT's reference mapping. Of classes with equally many, the one whose nearest cell is nearest
 * wins; of cells at equal distance, the one that comes first.
 *
 * @param k how many neighbours; all training cells where there are fewer
 * @param product what multiplies
 */
public record KnnProbe(int k, MatrixProduct product) implements Probe {

  @Override
  public String name() {
    return "knn";
  }

  @Override
  public String flavor() {
    return "exact-euclidean-k" + k + "-majority";
  }

  @Override
  public int[] predict(LabelledPoints train, DenseMatrix test) {
    Neighbors neighbors = new NearestNeighbors(product).search(test, train.points(), k);
    return IntStream.range(0, test.rows())
        .map(query -> majority(neighbors, query, train))
        .toArray();
  }

  private static int majority(Neighbors neighbors, int query, LabelledPoints train) {
    int[] votes = new int[train.classes()];
    for (int n = 0; n < neighbors.k(); n++) {
      votes[train.labels()[neighbors.index(query, n)]]++;
    }
    int winner = train.labels()[neighbors.index(query, 0)];
    for (int n = 1; n < neighbors.k(); n++) {
      int label = train.labels()[neighbors.index(query, n)];
      winner = votes[label] > votes[winner] ? label : winner;
    }
    return winner;
  }
}
