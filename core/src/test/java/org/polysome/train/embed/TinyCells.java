package org.polysome.train.embed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.anndata.hdf5.MatrixWriter;
import org.polysome.matrix.CsrMatrix;
import org.polysome.random.Seeds;
import org.polysome.train.TinyRun;

/** Files of made-up cells with the genes of {@link TinyRun}. */
final class TinyCells {

  static final int CELLS = 70;
  static final long SEED = 3;

  private TinyCells() {}

  /** All genes, in the order of the vocabulary. */
  static List<Integer> genes() {
    return IntStream.range(0, TinyRun.GENES).boxed().toList();
  }

  /** The counts of a cell by gene: between a few and nearly all genes are seen. */
  static float[] counts(int cell) {
    RandomGenerator random = Seeds.generator(SEED, cell);
    float[] counts = new float[TinyRun.GENES];
    double share = (cell + 1.0) / (CELLS + 1);
    for (int gene = 0; gene < counts.length; gene++) {
      counts[gene] = random.nextDouble() < share ? 1 + random.nextInt(50) : 0;
    }
    return counts;
  }

  /** Writes some of the cells with some of the genes. */
  static Path write(Path path, List<Integer> cells, List<Integer> genes) {
    long[] numbers = cells.stream().mapToLong(Integer::longValue).toArray();
    Map<String, Column> columns =
        Map.of("number", new Column.Integers(numbers, new boolean[numbers.length]));
    Frame obs = new Frame("_index", cells.stream().map(cell -> "cell" + cell).toList(), columns);
    Frame var = new Frame("_index", genes.stream().map(TinyRun::gene).toList(), Map.of());
    try (H5adWriter writer = H5adWriter.create(path, obs, var, false)) {
      MatrixWriter x = writer.matrix(AnnDataFile.X);
      for (int cell : cells) {
        x.append(row(counts(cell), genes));
      }
      writer.finish();
    }
    return path;
  }

  private static CsrMatrix row(float[] counts, List<Integer> genes) {
    int[] seen =
        IntStream.range(0, genes.size()).filter(place -> counts[genes.get(place)] > 0).toArray();
    float[] values = new float[seen.length];
    for (int i = 0; i < seen.length; i++) {
      values[i] = counts[genes.get(seen[i])];
    }
    return new CsrMatrix(1, genes.size(), new int[] {0, seen.length}, seen, values);
  }
}
