package org.polysome.corpus;

import java.nio.file.Path;
import java.util.List;
import org.polysome.files.NpyType;
import org.polysome.files.NpyWriter;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.tokenizer.CellBuffer;

/** Sorts the spilled cells and writes the arrays of a corpus. */
final class CellArraysWriter {

  private static final int UINT16_GENES = 1 << 16;

  private final Path folder;
  private final Spill spill;
  private final int[] source;
  private final int[] sourceRow;
  private final long[] cellsOfGene;
  private final double[] countsOfGene;

  /**
   * What was written, beside the files.
   *
   * @param source the source of each cell
   * @param sourceRow its row in the source's file
   * @param cellsOfGene number of cells in which each gene is seen
   * @param countsOfGene sum of each gene's counts
   */
  record Written(int[] source, int[] sourceRow, long[] cellsOfGene, double[] countsOfGene) {}

  CellArraysWriter(Path folder, Spill spill, int genes) {
    this.folder = folder;
    this.spill = spill;
    this.source = new int[spill.totals().cells()];
    this.sourceRow = new int[spill.totals().cells()];
    this.cellsOfGene = new long[genes];
    this.countsOfGene = new double[genes];
  }

  Written write(Progress progress) {
    NpyType indexType = cellsOfGene.length <= UINT16_GENES ? NpyType.UINT16 : NpyType.INT32;
    NpyType countType = countType(spill.totals().largest(), spill.totals().fractional());
    try (Task task = progress.start("Writing cells", "cells", spill.totals().cells());
        NpyWriter indptr = writer(CorpusFormat.INDPTR, NpyType.INT64);
        NpyWriter indices = writer(CorpusFormat.INDICES, indexType);
        NpyWriter counts = writer(CorpusFormat.COUNTS, countType);
        NpyWriter content = writer(CorpusFormat.CONTENT, NpyType.INT64)) {
      indptr.add(0);
      Arrays arrays = new Arrays(indptr, indices, counts, content);
      CellBuffer cell = new CellBuffer();
      int written = 0;
      for (int bucket = 0; bucket < spill.buckets(); bucket++) {
        byte[] bytes = spill.read(bucket);
        for (SpillRecord.Place place : SpillRecord.places(bytes)) {
          SpillRecord.decode(bytes, place, cell);
          arrays.add(cell, countType);
          tally(cell);
          source[written] = place.source();
          sourceRow[written++] = place.row();
          task.advance(1);
        }
      }
      List.of(indptr, indices, counts, content).forEach(NpyWriter::finish);
    }
    writeInts(CorpusFormat.SOURCE, source);
    writeInts(CorpusFormat.SOURCE_ROW, sourceRow);
    return new Written(source, sourceRow, cellsOfGene, countsOfGene);
  }

  /** The narrowest type that holds every count as it is. */
  static NpyType countType(float largest, boolean fractional) {
    if (fractional || largest > 0xFFFF_FFFFL) {
      return NpyType.FLOAT32;
    }
    return largest <= 0xFF ? NpyType.UINT8 : largest <= 0xFFFF ? NpyType.UINT16 : NpyType.UINT32;
  }

  private record Arrays(NpyWriter indptr, NpyWriter indices, NpyWriter counts, NpyWriter content) {

    void add(CellBuffer cell, NpyType countType) {
      boolean floats = countType.equals(NpyType.FLOAT32);
      for (int i = 0; i < cell.size(); i++) {
        indices.add((long) cell.genes()[i]);
        if (floats) {
          counts.add((double) cell.counts()[i]);
        } else {
          counts.add((long) cell.counts()[i]);
        }
      }
      indptr.add(indices.length());
      content.add(cell.contentHash());
    }
  }

  private void tally(CellBuffer cell) {
    for (int i = 0; i < cell.size(); i++) {
      cellsOfGene[cell.genes()[i]]++;
      countsOfGene[cell.genes()[i]] += cell.counts()[i];
    }
  }

  private void writeInts(String name, int[] values) {
    try (NpyWriter out = writer(name, NpyType.INT32)) {
      for (int value : values) {
        out.add((long) value);
      }
      out.finish();
    }
  }

  private NpyWriter writer(String name, NpyType type) {
    return new NpyWriter(folder.resolve(name), type);
  }
}
