package org.polysome.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.RowBlocks;
import org.polysome.anndata.RowMatrix;
import org.polysome.anndata.Unstructured;
import org.polysome.anndata.hdf5.EmbeddingWriter;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.anndata.hdf5.MatrixWriter;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;

/**
 * Writes one file of cells as an h5ad in current encodings, with all that is read of it; what is
 * not carried over is said aloud.
 */
final class Rewriter {

  private static final String MEASURED = "polysome";

  private final Conversion conversion;
  private final AnnDataFile file;
  private final Progress progress;
  private final List<String> left = new ArrayList<>();

  Rewriter(Conversion conversion, AnnDataFile file, Progress progress) {
    this.conversion = conversion;
    this.file = file;
    this.progress = progress;
  }

  void write() {
    String main = conversion.layer().orElse(AnnDataFile.X);
    Frame var = named(file.var(main));
    try (H5adWriter writer =
        H5adWriter.create(conversion.output(), obs(), var, conversion.force())) {
      if (conversion.layer().isPresent()) {
        copy(main, writer.matrix(AnnDataFile.X));
        file.matrices().stream().filter(m -> !m.equals(main)).forEach(left::add);
      } else {
        file.matrices().forEach(name -> copy(name, begin(writer, name)));
      }
      file.embeddings().forEach(key -> embedding(writer, key));
      unstructured(writer);
      file.measured(main).ifPresent(writer::measured);
      left.addAll(file.unread());
      writer.finish();
    }
    if (!left.isEmpty()) {
      progress.say(file.path() + ": not carried over: " + String.join(", ", left));
    }
  }

  private MatrixWriter begin(H5adWriter writer, String name) {
    return name.equals(AnnDataFile.RAW)
        ? writer.raw(file.var(AnnDataFile.RAW))
        : writer.matrix(name);
  }

  private Frame obs() {
    if (conversion.batchKey().isEmpty()) {
      return file.obs();
    }
    String key = conversion.batchKey().get();
    if (file.obs().columns().containsKey(key)) {
      throw new UsageException(
          file.path() + ": obs already has a column '" + key + "'; choose another --batch-key");
    }
    Map<String, Column> columns = new LinkedHashMap<>(file.obs().columns());
    columns.put(
        key,
        new Column.Categorical(
            new int[file.obs().rows()], SourceNames.of(List.of(file.path())), false));
    return new Frame(file.obs().indexName(), file.obs().index(), columns);
  }

  /** The genes with the column asked for as their index; the index it had becomes a column. */
  private Frame named(Frame var) {
    if (conversion.geneColumn().isEmpty()) {
      return var;
    }
    String column = conversion.geneColumn().get();
    boolean index = column.equals("index") && var.column(column).isEmpty();
    if (index || column.equals(var.indexName())) {
      return var;
    }
    List<String> names = var.texts().get(column);
    if (names == null) {
      throw new UsageException(
          file.path()
              + ": var has no column '"
              + column
              + "'; it has "
              + String.join(", ", var.texts().keySet()));
    }
    Map<String, Column> columns = new LinkedHashMap<>(var.columns());
    columns.remove(column);
    columns.put("previous_index", new Column.Text(var.index().stream().map(Optional::of).toList()));
    return new Frame("_index", names, columns);
  }

  private void copy(String name, MatrixWriter target) {
    RowMatrix matrix = file.matrix(name);
    if (matrix.storage().type().equals("float64")) {
      progress.say(file.path() + ": " + name + " is rounded from float64 to float32");
    }
    try (Task task = progress.start("writing " + name, "cells", matrix.rows())) {
      RowBlocks.forEach(
          matrix,
          (firstRow, block) -> {
            FiniteRows.require(block, firstRow, file, name);
            target.append(block);
            task.advance(block.rows());
          });
    }
  }

  private void embedding(H5adWriter writer, String key) {
    DenseMatrix matrix = file.embedding(key);
    if (matrix.columns() == 0) {
      left.add("obsm/" + key);
      return;
    }
    float[] values = new float[matrix.values().length];
    boolean exact = true;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) matrix.values()[i];
      exact &= values[i] == matrix.values()[i] || Double.isNaN(matrix.values()[i]);
    }
    if (!exact) {
      progress.say(file.path() + ": obsm " + key + " is rounded to float32");
    }
    EmbeddingWriter target = writer.embedding(key, matrix.columns());
    int step = matrix.columns() * RowBlocks.MOST_ROWS;
    for (int from = 0; from < values.length; from += step) {
      target.append(Arrays.copyOfRange(values, from, Math.min(values.length, from + step)));
    }
  }

  private void unstructured(H5adWriter writer) {
    boolean measured = file.measured().isPresent();
    file.uns()
        .children()
        .forEach(
            (key, node) -> {
              if (!(measured && key.equals(MEASURED))) {
                readable("uns/" + key, node).ifPresent(kept -> writer.uns(key, kept));
              }
            });
  }

  private Optional<Unstructured> readable(String path, Unstructured node) {
    return switch (node) {
      case Unstructured.Other other -> {
        left.add(path);
        yield Optional.empty();
      }
      case Unstructured.Tree tree -> {
        Map<String, Unstructured> kept = new LinkedHashMap<>();
        tree.children()
            .forEach(
                (key, child) -> readable(path + "/" + key, child).ifPresent(c -> kept.put(key, c)));
        yield Optional.of(new Unstructured.Tree(kept));
      }
      default -> Optional.of(node);
    };
  }
}
