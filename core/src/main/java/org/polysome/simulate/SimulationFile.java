package org.polysome.simulate;

import java.nio.file.Path;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.anndata.hdf5.MatrixWriter;
import org.polysome.matrix.CsrMatrix;
import org.polysome.parallel.Prefetch;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;

/** Writes a simulation to an h5ad, in memory bounded by a few blocks of cells and {@code obs}. */
public final class SimulationFile {

  private static final int BLOCK = 512;

  private SimulationFile() {}

  /**
   * Writes a file; the bytes of its matrices do not depend on the number of threads.
   *
   * @param threads how many threads draw cells
   * @param force whether an existing file may be replaced
   * @throws org.polysome.fault.UsageException if the file exists and may not be replaced
   * @throws org.polysome.fault.EnvironmentException if the disk is full
   */
  public static void write(
      Simulation simulation, Path target, int threads, boolean force, Progress progress) {
    int cells = simulation.spec().cells();
    Prefetch.Span blocks =
        new Prefetch.Span("simulated cells", 0, Math.ceilDiv(cells, BLOCK), threads, 2 * threads);
    try (H5adWriter writer = H5adWriter.create(target, simulation.obs(), simulation.var(), force);
        Prefetch<CsrMatrix> rows =
            new Prefetch<>(blocks, () -> number -> rows(simulation, number));
        Task task = progress.start("Simulating", "cells", cells)) {
      MatrixWriter counts = writer.matrix(AnnDataFile.X);
      while (rows.hasNext()) {
        CsrMatrix block = rows.next();
        counts.append(block);
        task.advance(block.rows());
      }
      writer.finish();
    }
  }

  private static CsrMatrix rows(Simulation simulation, long block) {
    int from = Math.toIntExact(block * BLOCK);
    return simulation.rows(from, Math.min(simulation.spec().cells(), from + BLOCK));
  }
}
