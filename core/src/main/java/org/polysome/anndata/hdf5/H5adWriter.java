package org.polysome.anndata.hdf5;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.polysome.anndata.Frame;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.anndata.Unstructured;
import org.polysome.files.AtomicOutput;

/**
 * Writes an h5ad in anndata's current encodings, in memory bounded by a block of rows. The file
 * appears under its name when {@link #finish} returns, whole, or never:
 *
 * {@snippet :
 * try (H5adWriter writer = H5adWriter.create(path, obs, var, force)) {
 *   MatrixWriter x = writer.matrix(AnnDataFile.X);
 *   for (CsrMatrix block : blocks) {
 *     x.append(block);
 *   }
 *   writer.finish();
 * }
 * }
 */
public final class H5adWriter implements AutoCloseable {

  private final AtomicOutput output;
  private final NativeFile file;
  private final Frame obs;
  private final Frame var;
  private final List<MatrixWriter> matrices = new ArrayList<>();
  private final Set<String> noted = new HashSet<>();
  private final List<DenseWriter> arrays = new ArrayList<>();

  private H5adWriter(AtomicOutput output, NativeFile file, Frame obs, Frame var) {
    this.output = output;
    this.file = file;
    this.obs = obs;
    this.var = var;
    file.encoding("/", "anndata", "0.1.0");
    new FrameWriter(file).write("obs", obs);
    new FrameWriter(file).write("var", var);
    for (String group : List.of("layers", "obsm", "obsp", "uns", "varm", "varp")) {
      file.group(group);
      file.encoding(group, "dict", "0.1.0");
    }
  }

  /**
   * Begins a file with its tables of cells and genes.
   *
   * @param force whether an existing file may be replaced
   * @throws org.polysome.fault.UsageException if the file exists and may not be replaced, or cannot
   *     be written there
   */
  public static H5adWriter create(Path target, Frame obs, Frame var, boolean force) {
    AtomicOutput output = AtomicOutput.file(target, force);
    NativeFile file = null;
    boolean begun = false;
    try {
      file = NativeFile.create(output);
      H5adWriter writer = new H5adWriter(output, file, obs, var);
      begun = true;
      return writer;
    } finally {
      if (!begun) {
        abandon(file, output);
      }
    }
  }

  /**
   * Begins a matrix, {@code X} or a layer. It takes a row for every cell, in order; several may be
   * filled side by side.
   */
  public MatrixWriter matrix(String name) {
    String place = name.equals("X") ? name : "layers/" + name;
    MatrixWriter matrix = new MatrixWriter(file, place, var.rows());
    matrices.add(matrix);
    return matrix;
  }

  /** Begins {@code raw} with genes of its own. It takes a row for every cell, in order. */
  public MatrixWriter raw(Frame genes) {
    file.group("raw");
    file.encoding("raw", "raw", "0.1.0");
    new FrameWriter(file).write("raw/var", genes);
    file.group("raw/varm");
    file.encoding("raw/varm", "dict", "0.1.0");
    MatrixWriter matrix = new MatrixWriter(file, "raw/X", genes.rows());
    matrices.add(matrix);
    return matrix;
  }

  /** Begins an embedding of float32 under an {@code obsm} key. */
  public DenseWriter embedding(String key, int dimensions) {
    return dense("obsm/" + key, dimensions);
  }

  /** Begins an array of float32, and describes it. It takes a row for every cell, in order. */
  public DenseWriter begin(ArrayAddition.Addition addition) {
    if (addition.isDescribed()) {
      describe(addition);
    }
    return dense(addition.path(), addition.columns());
  }

  private void describe(ArrayAddition.Addition addition) {
    String place = ArrayAddition.DESCRIPTIONS + "/" + addition.key();
    if (!noted.contains(ArrayAddition.DESCRIPTIONS)) {
      uns(ArrayAddition.DESCRIPTIONS, Unstructured.Tree.empty());
    }
    if (noted.contains(place)) {
      file.delete("uns/" + place);
    }
    uns(place, addition.description());
  }

  private DenseWriter dense(String name, int columns) {
    DenseWriter array = new DenseWriter(file, name, obs.rows(), columns);
    arrays.add(array);
    return array;
  }

  /** Adds an entry to {@code uns}. */
  public void uns(String key, Unstructured value) {
    new UnstructuredWriter(file).write("uns/" + key, value);
    noted.add(key);
    if (value instanceof Unstructured.Tree tree) {
      tree.children().keySet().forEach(child -> noted.add(key + "/" + child));
    }
  }

  /** Adds the table of measured genes to {@code uns}. */
  public void measured(MeasuredGenes measured) {
    new UnstructuredWriter(file).measured(measured, var.rows());
  }

  /**
   * Completes the file and puts it in its place.
   *
   * @throws IllegalStateException if a matrix or embedding does not have a row for every cell
   * @throws org.polysome.fault.EnvironmentException if the disk is full
   */
  public void finish() {
    for (MatrixWriter matrix : matrices) {
      if (matrix.rows() != obs.rows()) {
        throw new IllegalStateException(
            matrix.name() + " has " + matrix.rows() + " rows for " + obs.rows() + " cells");
      }
      matrix.finish();
    }
    arrays.forEach(DenseWriter::finish);
    file.close();
    output.commit();
  }

  /** Deletes what was written unless it was finished. */
  @Override
  public void close() {
    abandon(file, output);
  }

  static void abandon(@Nullable NativeFile file, AtomicOutput output) {
    try (output) {
      if (file != null) {
        file.abandon();
      }
    }
  }
}
