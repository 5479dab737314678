package org.polysome.suite;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.polysome.graph.Pca;
import org.polysome.graph.RowOperator;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Split;
import org.polysome.prepare.VariableGenes;

/**
 * Log-normalised expression of the judged cells, and what can be made of it without a model.
 *
 * @param values log(1 + x) of library-size normalised counts (cells, genes)
 */
record Expression(CsrMatrix values) {

  /** Genes that principal components are taken of. */
  static final int PCA_GENES = 2000;

  /** Principal components. */
  static final int COMPONENTS = 50;

  /** Genes that are an embedding themselves. */
  static final int GENES = 1000;

  /** Principal components of variable genes, both fitted on the training cells. */
  DenseMatrix principalComponents(Split split) {
    int[] genes = VariableGenes.select(values, split.train(), PCA_GENES);
    Pca pca =
        Pca.fit(RowOperator.of(gather(split.train(), genes)), COMPONENTS, split.train().length);
    return pca.project(RowOperator.of(gather(all(), genes)));
  }

  /** The values of variable genes, which are found in the training cells. */
  DenseMatrix variableGenes(Split split) {
    int[] genes = VariableGenes.select(values, split.train(), GENES);
    CsrMatrix chosen = gather(all(), genes);
    DenseMatrix dense = DenseMatrix.zeros(chosen.rows(), genes.length);
    for (int cell = 0; cell < chosen.rows(); cell++) {
      for (int i = chosen.indptr()[cell]; i < chosen.indptr()[cell + 1]; i++) {
        dense.values()[cell * genes.length + chosen.indices()[i]] = chosen.values()[i];
      }
    }
    return dense;
  }

  private int[] all() {
    int[] all = new int[values.rows()];
    Arrays.setAll(all, cell -> cell);
    return all;
  }

  private CsrMatrix gather(int[] cells, int[] genes) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int gene : genes) {
      places.put(gene, places.size());
    }
    CsrBuilder builder = new CsrBuilder(genes.length, values.entries() / 4);
    for (int cell : cells) {
      for (int i = values.indptr()[cell]; i < values.indptr()[cell + 1]; i++) {
        Integer place = places.get(values.indices()[i]);
        if (place != null) {
          builder.add(place, values.values()[i]);
        }
      }
      builder.endRow();
    }
    return builder.build();
  }
}
