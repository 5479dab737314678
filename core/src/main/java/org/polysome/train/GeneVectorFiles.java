package org.polysome.train;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.polysome.encoder.gene.GeneVectors;
import org.polysome.encoder.gene.MatchedVectors;
import org.polysome.fault.DataException;
import org.polysome.files.NpyArray;
import org.polysome.files.NpyType;
import org.polysome.files.NpyWriter;
import org.polysome.genes.Vocabulary;
import org.polysome.matrix.DenseMatrix;

/**
 * The pretrained vectors of genes in a run folder: {@code gene-vectors.npy} (genes, numbers), their
 * genes in {@code gene-vectors.txt}, and how well they matched in {@code gene-vectors.json}. The
 * first step starts from them; after that they are in the weights.
 */
final class GeneVectorFiles {

  private static final String VECTORS = "gene-vectors.npy";
  private static final String GENES = "gene-vectors.txt";
  private static final String REPORT = "gene-vectors.json";

  private GeneVectorFiles() {}

  static void write(Path folder, MatchedVectors matched, Vocabulary vocabulary) {
    GeneVectors vectors = matched.vectors();
    try (NpyWriter writer = new NpyWriter(folder.resolve(VECTORS), NpyType.FLOAT32)) {
      for (double number : vectors.vectors().values()) {
        writer.add(number);
      }
      writer.finish(vectors.genes().length, vectors.dimensions());
    }
    Vocabulary.of(Arrays.stream(vectors.genes()).mapToObj(vocabulary::name).toList())
        .write(folder.resolve(GENES), false);
    RunFolder.write(folder.resolve(REPORT), RunFolder.json(matched.report()));
  }

  /** The vectors of a run, if it started from some. */
  static Optional<GeneVectors> read(Path folder, Vocabulary vocabulary) {
    Path file = folder.resolve(VECTORS);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    int[] genes =
        Vocabulary.read(folder.resolve(GENES)).names().stream()
            .mapToInt(
                name ->
                    vocabulary
                        .id(name)
                        .orElseThrow(() -> new DataException(file + ": unknown gene " + name)))
            .toArray();
    try (Arena arena = Arena.ofConfined()) {
      NpyArray array = NpyArray.map(file, arena);
      array.type().expect(NpyType.FLOAT32, file);
      float[] numbers = new float[Math.toIntExact(array.length())];
      array.copyTo(0, numbers, numbers.length);
      double[] values = new double[numbers.length];
      Arrays.setAll(values, i -> numbers[i]);
      int columns = numbers.length / genes.length;
      return Optional.of(new GeneVectors(genes, new DenseMatrix(genes.length, columns, values)));
    }
  }
}
