package org.polysome.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.RowBlocks;
import org.polysome.anndata.RowMatrix;
import org.polysome.anndata.Unstructured;
import org.polysome.anndata.hdf5.DenseWriter;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.anndata.hdf5.MatrixWriter;
import org.polysome.matrix.DenseMatrix;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;

/** Carries over into an h5ad what is read of a file; what is not carried over is said aloud. */
public final class Contents {

  private static final String MEASURED = "polysome";

  private final AnnDataFile file;
  private final Progress progress;
  private final List<String> left = new ArrayList<>();

  /** What a file holds beside its tables of cells and genes. */
  public Contents(AnnDataFile file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * Carries over everything.
   *
   * @param without paths such as {@code layers/NAME} that are left out, to be written anew
   */
  public void write(H5adWriter writer, Set<String> without) {
    file.matrices().stream()
        .filter(name -> !without.contains("layers/" + name))
        .forEach(name -> matrix(name, begin(writer, name)));
    file.embeddings().stream()
        .filter(key -> !without.contains("obsm/" + key))
        .forEach(key -> embedding(writer, key));
    finish(writer, AnnDataFile.X);
  }

  private MatrixWriter begin(H5adWriter writer, String name) {
    return name.equals(AnnDataFile.RAW)
        ? writer.raw(file.var(AnnDataFile.RAW))
        : writer.matrix(name);
  }

  /** Notes what is not carried over. */
  void leave(String name) {
    left.add(name);
  }

  /**
   * Carries over {@code uns}, and says what is left out.
   *
   * @param main the matrix whose genes are those of the new file
   */
  void finish(H5adWriter writer, String main) {
    unstructured(writer);
    file.measured(main).ifPresent(writer::measured);
    left.addAll(file.unread());
    if (!left.isEmpty()) {
      progress.say(file.path() + ": not carried over: " + String.join(", ", left));
    }
  }

  /** Carries over a matrix. */
  void matrix(String name, MatrixWriter target) {
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

  /** Carries over an embedding. */
  void embedding(H5adWriter writer, String key) {
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
    DenseWriter target = writer.embedding(key, matrix.columns());
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
