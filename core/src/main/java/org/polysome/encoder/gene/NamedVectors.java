package org.polysome.encoder.gene;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;

/**
 * The vectors of a file.
 *
 * @param names one or several names of each row, by column
 * @param vectors the rows
 */
public record NamedVectors(SequencedMap<String, List<String>> names, DenseMatrix vectors) {

  /** The ending of a file that names the rows of another. */
  private static final String NAMES = ".txt";

  /**
   * Reads a file of vectors: text of word2vec with or without its header, a table of tabs, {@code
   * .npy} or {@code .safetensors}. A matrix that does not name its rows is named by the text file
   * beside it that is called alike, {@code vectors.txt} of {@code vectors.npy}.
   *
   * @throws org.polysome.fault.DataException if it is damaged
   * @throws org.polysome.fault.UsageException if nothing names its rows
   */
  public static NamedVectors read(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path names = file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + NAMES);
    boolean beside = !names.equals(file) && Files.exists(names);
    if (name.endsWith(".npy") && !beside) {
      throw new UsageException(
          "%s does not name its rows; write the genes, one per line, into %s"
              .formatted(file, names));
    }
    return VectorFiles.read(Matrix.of(file, beside ? Optional.of(names) : Optional.empty()));
  }

  /** How many rows. */
  int rows() {
    return vectors.rows();
  }
}
