package org.polysome.suite;

import java.util.List;
import org.polysome.graph.Pca;
import org.polysome.graph.RowOperator;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.prepare.VariableGenes;

/**
 * Log-normalised expression of the judged cells, and what can be made of it without a model.
 *
 * @param values log(1 + x) of library-size normalised counts (cells, genes)
 * @param genes the name of each gene
 */
public record Expression(CsrMatrix values, List<String> genes) {

  /** Principal components. */
  static final int COMPONENTS = 50;

  /** Genes that are an embedding themselves. */
  static final int GENES = 1000;

  /** Of the random projection that finds the components. */
  private static final long SEED = 0;

  /** Copies the names, and checks that each gene has one. */
  public Expression {
    genes = List.copyOf(genes);
    if (genes.size() != values.columns()) {
      throw new IllegalArgumentException(genes.size() + " names of " + values.columns() + " genes");
    }
  }

  /** Principal components of all genes, fitted on some cells. */
  public DenseMatrix principalComponents(int[] fitted) {
    Pca pca = Pca.fit(RowOperator.of(values, fitted), COMPONENTS, SEED);
    return pca.project(RowOperator.of(values));
  }

  /** The values of variable genes, which are found in some cells. */
  public DenseMatrix variableGenes(int[] fitted) {
    int[] genes = VariableGenes.select(values, fitted, GENES);
    int[] places = new int[values.columns()];
    for (int i = 0; i < genes.length; i++) {
      places[genes[i]] = i + 1;
    }
    DenseMatrix dense = DenseMatrix.zeros(values.rows(), genes.length);
    for (int cell = 0; cell < values.rows(); cell++) {
      for (int i = values.indptr()[cell]; i < values.indptr()[cell + 1]; i++) {
        int place = places[values.indices()[i]];
        if (place > 0) {
          dense.values()[cell * genes.length + place - 1] = values.values()[i];
        }
      }
    }
    return dense;
  }
}
