package org.polysome.suite;

import java.util.Arrays;
import java.util.List;
import org.polysome.graph.spectral.Pca;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.RowOperator;

/**
 * A vector for each of some genes: what relationships between genes are read from. {@link
 * GeneTables} takes them from a trained run.
 *
 * @param genes their names
 * @param vectors one row per gene, in that order (genes, dimensions)
 */
public record GeneVectors(List<String> genes, DenseMatrix vectors) {

  /** Of the random projection that finds the components. */
  private static final long SEED = 0;

  /** Copies the names, and checks that there is one row per gene. */
  public GeneVectors {
    genes = List.copyOf(genes);
    if (genes.size() != vectors.rows()) {
      throw new IllegalArgumentException(
          genes.size() + " genes but " + vectors.rows() + " vectors");
    }
  }

  /**
   * Principal components of the transpose: genes are the points, cells their coordinates, each cell
   * centred over the genes.
   *
   * @param components how many; fewer come back where the expression has fewer
   */
  public static GeneVectors ofComponents(Expression expression, int components) {
    CsrMatrix turned = expression.values().transposed();
    RowOperator rows = RowOperator.of(turned);
    return new GeneVectors(expression.genes(), Pca.fit(rows, components, SEED).project(rows));
  }

  /** The same vectors of some of the genes, in the order they are named. */
  public GeneVectors select(int[] chosen) {
    return new GeneVectors(
        Arrays.stream(chosen).mapToObj(genes::get).toList(), vectors.select(chosen));
  }
}
