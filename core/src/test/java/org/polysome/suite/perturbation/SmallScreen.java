package org.polysome.suite.perturbation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.DenseWriter;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.matrix.CsrBuilder;

/**
 * A screen of eight knock-downs and controls in four batches. A knock-down moves one dimension of a
 * good embedding and the counts of its genes; batches move all cells. Two knock-downs share a
 * dimension, in one direction. Tests change what they need before they write it.
 */
final class SmallScreen {

  static final int CELLS = 480;
  static final int GENES = 60;
  private static final int DIMENSIONS = 8;
  private static final int KINDS = 9;
  private static final int SHARING = 8;

  IntFunction<Optional<String>> perturbation =
      cell -> Optional.of(cell % KINDS == 0 ? "control" : "gene" + cell % KINDS);
  IntFunction<Optional<String>> batch = cell -> Optional.of("batch" + cell / KINDS % 4);

  /** Genes from here on are not counted. */
  int silentFrom = GENES;

  Path write(Path path) {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("perturbation", column(perturbation));
    columns.put("batch", column(batch));
    List<String> names = IntStream.range(0, CELLS).mapToObj(cell -> "cell" + cell).toList();
    List<String> genes = IntStream.range(0, GENES).mapToObj(gene -> "gene" + gene).toList();
    Frame obs = new Frame("_index", names, columns);
    Frame var = new Frame("_index", genes, Map.of());
    try (H5adWriter writer = H5adWriter.create(path, obs, var, true)) {
      counts(writer);
      embedding(writer.embedding("X_good", DIMENSIONS), 4);
      embedding(writer.embedding("X_noise", DIMENSIONS), 0);
      writer.finish();
    }
    return path;
  }

  private static Column column(IntFunction<Optional<String>> values) {
    return new Column.Text(IntStream.range(0, CELLS).mapToObj(values).toList());
  }

  private void counts(H5adWriter writer) {
    CsrBuilder builder = new CsrBuilder(GENES, 1000);
    for (int cell = 0; cell < CELLS; cell++) {
      Random random = new Random(cell);
      for (int gene = 0; gene < silentFrom; gene++) {
        boolean changed = gene % KINDS == cell % KINDS && cell % KINDS > 0;
        builder.add(gene, 1 + random.nextInt(changed ? 60 : 12));
      }
      builder.endRow();
    }
    writer.matrix("X").append(builder.build());
  }

  private static void embedding(DenseWriter writer, float signal) {
    for (int cell = 0; cell < CELLS; cell++) {
      Random random = new Random(5000 + cell);
      int kind = cell % KINDS;
      int moved = kind == SHARING ? 1 : kind;
      int batch = cell / KINDS % 4;
      float[] point = new float[DIMENSIONS];
      for (int i = 0; i < DIMENSIONS; i++) {
        point[i] = (float) random.nextGaussian() + 3 * batch * (i % 2);
        point[i] += kind > 0 && moved == i ? signal : 0;
      }
      writer.append(point);
    }
  }
}
