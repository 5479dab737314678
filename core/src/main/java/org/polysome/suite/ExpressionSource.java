package org.polysome.suite;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Frame;
import org.polysome.anndata.RowMatrix;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;
import org.polysome.prepare.CellFilter;
import org.polysome.prepare.CellJudge;
import org.polysome.prepare.DetectedState;
import org.polysome.prepare.MatrixProfile;
import org.polysome.prepare.ValueState;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.random.Seeds;
import org.polysome.tokenizer.Normalisation;

/**
 * The matrix of a file that keys of cells and expression baselines are made of.
 *
 * @param file the open file
 * @param name which matrix
 * @param state what its values are
 */
record ExpressionSource(AnnDataFile file, String name, ValueState state) {

  private static final int BLOCK = 2048;

  /** Cells looked at to tell what a matrix is. */
  private static final int LOOKED_AT = 256;

  private static final Normalisation LIBRARY_SIZE = new Normalisation.LibrarySize(10_000, true);

  /** The named matrix, or the first that holds counts, or the first that holds expression. */
  static Optional<ExpressionSource> of(AnnDataFile file, Optional<String> layer) {
    List<ExpressionSource> all =
        layer.map(List::of).orElseGet(file::matrices).stream()
            .map(name -> new ExpressionSource(file, name, state(file.matrix(name))))
            .toList();
    return all.stream()
        .filter(source -> source.state == ValueState.RAW)
        .findFirst()
        .or(() -> all.stream().filter(ExpressionSource::isExpression).findFirst())
        .or(() -> all.stream().findFirst());
  }

  private static ValueState state(RowMatrix matrix) {
    return DetectedState.of(MatrixProfile.sample(matrix, LOOKED_AT)).state();
  }

  /** The matrix and what is made of it, in words. */
  String description() {
    String made =
        switch (state) {
          case RAW, NORMALISED, NON_INTEGER -> ", scaled to 10,000 a cell, log1p";
          case LOG -> ", as they are";
          case SCALED, BINNED, INVALID, EMPTY -> ", not used";
        };
    return name + ": " + state.words() + made;
  }

  /** Whether baselines can be made of it. */
  boolean isExpression() {
    return switch (state) {
      case RAW, NORMALISED, NON_INTEGER, LOG -> true;
      case SCALED, BINNED, INVALID, EMPTY -> false;
    };
  }

  /** A number for each cell that follows from its genes and values, not from their order. */
  long[] keys(Progress progress) {
    List<String> genes = file.var(name).index();
    long[] hashes = genes.stream().mapToLong(Seeds::of).toArray();
    long[] keys = new long[file.obs().rows()];
    blocks(
        progress,
        (block, from) -> {
          for (int row = 0; row < block.rows(); row++) {
            for (int i = block.indptr()[row]; i < block.indptr()[row + 1]; i++) {
              int bits = Float.floatToIntBits(block.values()[i]);
              keys[from + row] += Seeds.of(hashes[block.indices()[i]], bits);
            }
          }
        });
    return keys;
  }

  /** The cells whose counts a filter lets pass. */
  BitSet passing(CellFilter filter, Progress progress) {
    CellJudge judge = new CellJudge(filter, var());
    BitSet passing = new BitSet();
    blocks(
        progress,
        (block, from) -> {
          for (int row = 0; row < block.rows(); row++) {
            passing.set(from + row, judge.judge(block, row) == CellFilter.Verdict.KEPT);
          }
        });
    return passing;
  }

  /** The table of its genes. */
  Frame var() {
    return file.var(name);
  }

  /** Whether its values are raw counts. */
  boolean isCounts() {
    return state == ValueState.RAW;
  }

  /** The expression of some cells. */
  Expression read(int[] rows, Progress progress) {
    return new Expression(rows(rows, progress, state != ValueState.LOG), var().index());
  }

  /** The values of some cells, as they are. */
  CsrMatrix values(int[] rows, Progress progress) {
    return rows(rows, progress, false);
  }

  private CsrMatrix rows(int[] rows, Progress progress, boolean normalised) {
    CsrBuilder builder = new CsrBuilder(file.matrix(name).columns(), 1 << 16);
    int[] next = {0};
    blocks(
        progress,
        (block, from) -> {
          for (; next[0] < rows.length && rows[next[0]] < from + block.rows(); next[0]++) {
            add(block, rows[next[0]] - from, normalised, builder);
          }
        });
    return builder.build();
  }

  private static void add(CsrMatrix block, int row, boolean normalised, CsrBuilder builder) {
    double total = 0;
    for (int i = block.indptr()[row]; i < block.indptr()[row + 1]; i++) {
      total += block.values()[i];
    }
    double scale = LIBRARY_SIZE.scale(total);
    for (int i = block.indptr()[row]; i < block.indptr()[row + 1]; i++) {
      float value = block.values()[i];
      builder.add(block.indices()[i], normalised ? LIBRARY_SIZE.value(value, scale) : value);
    }
    builder.endRow();
  }

  private interface BlockReader {
    void read(CsrMatrix block, int from);
  }

  private void blocks(Progress progress, BlockReader reader) {
    RowMatrix matrix = file.matrix(name);
    try (Task task = progress.start("reading " + name, "cells", matrix.rows())) {
      for (int from = 0; from < matrix.rows(); from += BLOCK) {
        int until = Math.min(from + BLOCK, matrix.rows());
        reader.read(matrix.rows(from, until), from);
        task.advance(until - from);
      }
    }
  }
}
