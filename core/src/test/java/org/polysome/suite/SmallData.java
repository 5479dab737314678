package org.polysome.suite;

import java.nio.file.Path;
import java.util.ArrayList;
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
 * An h5ad of a few cells: three types told apart by the first genes, three batches, a good
 * embedding and one of noise. Tests change what they need before they write it.
 */
public final class SmallData {

  public static final int CELLS = 150;
  private static final int GENES = 40;

  /** Labels by cell; empty is a missing one. */
  public IntFunction<Optional<String>> label = cell -> Optional.of("type" + cell % 3);

  public IntFunction<Optional<String>> batch = cell -> Optional.of("batch" + cell / 7 % 3);
  public int[] order = IntStream.range(0, CELLS).toArray();
  public float poison;
  public boolean embeddings = true;

  /** Further columns of obs. */
  public final Map<String, IntFunction<Optional<String>>> more = new LinkedHashMap<>();

  /** Whether there is an embedding as good as the good one, but for its batches. */
  public boolean batchEffect;

  /** Whether there is an embedding of log-normalised expression. */
  public boolean corrected;

  /** Whether X holds logarithms in place of counts. */
  public boolean normalised;

  public Path write(Path path) {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("cell_type", column(label));
    columns.put("batch", column(batch));
    columns.put("empty", column(cell -> Optional.empty()));
    more.forEach((name, values) -> columns.put(name, column(values)));
    List<String> names = IntStream.of(order).mapToObj(cell -> "cell" + cell).toList();
    List<String> genes = IntStream.range(0, GENES).mapToObj(gene -> "gene" + gene).toList();
    Frame obs = new Frame("_index", names, columns);
    Frame var = new Frame("_index", genes, Map.of());
    try (H5adWriter writer = H5adWriter.create(path, obs, var, true)) {
      counts(writer);
      if (embeddings) {
        embedding(writer.embedding("X_good", 4), 3);
        embedding(writer.embedding("X_noise", 4), 0);
      }
      if (batchEffect) {
        batches(writer.embedding("X_batches", 4));
      }
      if (corrected) {
        corrected(writer.embedding("X_corrected", GENES));
      }
      writer.finish();
    }
    return path;
  }

  private Column column(IntFunction<Optional<String>> values) {
    List<Optional<String>> texts = new ArrayList<>();
    for (int cell : order) {
      texts.add(values.apply(cell));
    }
    return new Column.Text(texts);
  }

  private void counts(H5adWriter writer) {
    CsrBuilder builder = new CsrBuilder(GENES, 1000);
    for (int cell : order) {
      int[] counts = counts(cell);
      for (int gene = 0; gene < GENES; gene++) {
        builder.add(gene, normalised ? (float) Math.log1p(0.7 * counts[gene]) : counts[gene]);
      }
      builder.endRow();
    }
    writer.matrix("X").append(builder.build());
  }

  private static int[] counts(int cell) {
    Random random = new Random(cell);
    int[] counts = new int[GENES];
    for (int gene = 0; gene < GENES; gene++) {
      int mean = gene < 12 && gene % 3 == cell % 3 ? 40 : 3;
      counts[gene] = random.nextInt(2 * mean);
    }
    return counts;
  }

  private void corrected(DenseWriter writer) {
    for (int cell : order) {
      int[] counts = counts(cell);
      double total = IntStream.of(counts).sum();
      float[] point = new float[GENES];
      for (int gene = 0; gene < GENES; gene++) {
        point[gene] = (float) Math.log1p(counts[gene] * 10_000 / total);
      }
      writer.append(point);
    }
  }

  private void batches(DenseWriter writer) {
    for (int cell : order) {
      float[] point = point(cell, 3);
      point[3] += 6 * (cell / 7 % 3);
      writer.append(point);
    }
  }

  private static float[] point(int cell, float signal) {
    Random random = new Random(1000 + cell);
    float[] point = new float[4];
    for (int i = 0; i < 4; i++) {
      point[i] = (float) random.nextGaussian() + (cell % 3 == i ? signal : 0);
    }
    return point;
  }

  private void embedding(DenseWriter writer, float signal) {
    for (int cell : order) {
      float[] point = point(cell, signal);
      point[3] += cell == 17 ? poison : 0;
      writer.append(point);
    }
  }
}
