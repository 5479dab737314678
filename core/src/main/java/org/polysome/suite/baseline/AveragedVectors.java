package org.polysome.suite.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.polysome.encoder.gene.NamedVectors;
import org.polysome.fault.DataException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;

/**
 * Vectors of genes from elsewhere, averaged over the genes of a cell by its expression: {@code
 * sum(x_g v_g) / sum(x_g)}, as GenePT-w makes cells of vectors of texts (Chen and Zou, 2024), over
 * the genes that have a vector. A cell that expresses none of them is zero.
 */
public final class AveragedVectors implements Baseline {

  private static final int NONE = -1;

  private final CsrMatrix values;
  private final DenseMatrix vectors;
  private final int[] rows;

  private AveragedVectors(CsrMatrix values, DenseMatrix vectors, int[] rows) {
    this.values = values;
    this.vectors = vectors;
    this.rows = rows;
  }

  /**
   * Matches names exactly, by whichever names of genes and of vectors match most; a gene's first
   * vector counts.
   *
   * @param values log(1 + x) of library-size normalised counts (cells, genes)
   * @param genes the names of the genes, by column of {@code var}
   * @throws DataException if no gene has a vector
   */
  public static AveragedVectors of(
      CsrMatrix values, SequencedMap<String, List<String>> genes, NamedVectors vectors) {
    int[] best = new int[0];
    for (List<String> names : vectors.names().values()) {
      Map<String, Integer> rows = rowsOf(names);
      for (List<String> column : genes.values()) {
        int[] found = column.stream().mapToInt(name -> rows.getOrDefault(name, NONE)).toArray();
        best = best.length == 0 || matched(found) > matched(best) ? found : best;
      }
    }
    if (matched(best) == 0) {
      throw new DataException(
          "‹gene-vectors›: none of the %d genes has a vector; the file names %s, ..., the vectors %s, ..."
              .formatted(values.columns(), first(genes), first(vectors.names())));
    }
    return new AveragedVectors(values, vectors.vectors(), best);
  }

  private static String first(SequencedMap<String, List<String>> names) {
    List<String> examples = new ArrayList<>();
    names.values().forEach(column -> column.stream().findFirst().ifPresent(examples::add));
    return String.join(" or ", examples);
  }

  private static Map<String, Integer> rowsOf(List<String> names) {
    Map<String, Integer> rows = new LinkedHashMap<>();
    for (int row = 0; row < names.size(); row++) {
      rows.putIfAbsent(names.get(row), row);
    }
    return rows;
  }

  private static long matched(int[] rows) {
    return Arrays.stream(rows).filter(row -> row != NONE).count();
  }

  @Override
  public String name() {
    return "gene_vectors";
  }

  /** Coverage in one line. */
  public String coverage() {
    double all = 0;
    double covered = 0;
    for (int i = 0; i < values.entries(); i++) {
      all += values.values()[i];
      covered += rows[values.indices()[i]] == NONE ? 0 : values.values()[i];
    }
    return String.format(
        Locale.ROOT,
        "gene vectors: %,d of %,d genes have one of %d numbers, and %.1f %% of the expression is theirs",
        matched(rows),
        rows.length,
        vectors.columns(),
        all > 0 ? 100 * covered / all : 0);
  }

  @Override
  public DenseMatrix embed(int[] fitted) {
    int width = vectors.columns();
    DenseMatrix cells = DenseMatrix.zeros(values.rows(), width);
    for (int cell = 0; cell < values.rows(); cell++) {
      double total = 0;
      for (int i = values.indptr()[cell]; i < values.indptr()[cell + 1]; i++) {
        int row = rows[values.indices()[i]];
        double value = row == NONE ? 0 : values.values()[i];
        total += value;
        for (int d = 0; value != 0 && d < width; d++) {
          cells.values()[cell * width + d] += value * vectors.values()[row * width + d];
        }
      }
      for (int d = 0; total > 0 && d < width; d++) {
        cells.values()[cell * width + d] /= total;
      }
    }
    return cells;
  }
}
