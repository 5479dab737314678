package org.polysome.simulate;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.anndata.hdf5.MatrixWriter;
import org.polysome.fault.CancelledException;
import org.polysome.matrix.CsrMatrix;
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
    try (H5adWriter writer = H5adWriter.create(target, simulation.obs(), simulation.var(), force);
        ExecutorService pool =
            Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("simulate-", 1).daemon(true).factory());
        Task task = progress.start("Simulating", "cells", cells)) {
      MatrixWriter counts = writer.matrix(AnnDataFile.X);
      Queue<Future<CsrMatrix>> underway = new ArrayDeque<>();
      int next = 0;
      boolean done = false;
      try {
        while (next < cells || !underway.isEmpty()) {
          while (next < cells && underway.size() < 2 * threads) {
            int from = next;
            int until = Math.min(cells, from + BLOCK);
            underway.add(pool.submit(() -> simulation.rows(from, until)));
            next = until;
          }
          CsrMatrix block = get(underway.remove());
          counts.append(block);
          task.advance(block.rows());
        }
        done = true;
      } finally {
        if (!done) {
          pool.shutdownNow();
        }
      }
      writer.finish();
    }
  }

  private static CsrMatrix get(Future<CsrMatrix> block) {
    try {
      return block.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a block of cells could not be drawn", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted while simulating; nothing was written");
    }
  }
}
