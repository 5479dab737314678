package org.polysome.corpus;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.matrix.CsrMatrix;
import org.polysome.progress.Progress;
import org.polysome.simulate.Simulation;
import org.polysome.simulate.SimulationFile;
import org.polysome.simulate.SimulationSpec;

/** Small files of cells for tests of corpora. */
final class CorpusFixture {

  private CorpusFixture() {}

  /** A simulated file. */
  static Path simulated(Path folder, String name, int cells, long seed) {
    Path file = folder.resolve(name);
    SimulationSpec spec = new SimulationSpec(cells, 200, 3, 2, 0, 0.3, 0, seed);
    SimulationFile.write(Simulation.of(spec), file, 2, false, Progress.silent());
    return file;
  }

  /** A file of dense rows of numbers, with a label per cell. */
  static Path file(Path file, List<String> genes, float[][] rows, List<String> labels) {
    return file(file, new Frame("_index", genes, Map.of()), rows, labels);
  }

  /** A file of dense rows of numbers of described genes, with a label per cell. */
  static Path file(Path file, Frame var, float[][] rows, List<String> labels) {
    List<String> categories = labels.stream().distinct().toList();
    int[] codes = labels.stream().mapToInt(categories::indexOf).toArray();
    Map<String, Column> obs = new LinkedHashMap<>();
    obs.put("cell_type", new Column.Categorical(codes, categories, false));
    List<String> names = IntStream.range(0, rows.length).mapToObj(i -> "c" + i).toList();
    try (H5adWriter writer = H5adWriter.create(file, new Frame("_index", names, obs), var, false)) {
      writer.matrix(AnnDataFile.X).append(sparse(rows, var.rows()));
      writer.finish();
    }
    return file;
  }

  private static CsrMatrix sparse(float[][] rows, int columns) {
    int[] indptr = new int[rows.length + 1];
    int[] indices = new int[rows.length * columns];
    float[] values = new float[indices.length];
    int used = 0;
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns; c++) {
        if (rows[r][c] != 0) {
          indices[used] = c;
          values[used++] = rows[r][c];
        }
      }
      indptr[r + 1] = used;
    }
    return new CsrMatrix(rows.length, columns, indptr, indices, values);
  }

  /** Builds a corpus with defaults. */
  static Corpus corpus(Path folder, Path... inputs) {
    CorpusRequest request = CorpusRequest.of(List.of(inputs), folder.resolve("corpus"));
    build(request);
    return Corpus.open(request.output());
  }

  /** Builds a corpus as asked. */
  static CorpusInfo build(CorpusRequest request) {
    return CorpusBuilder.build(request, Progress.silent());
  }
}
