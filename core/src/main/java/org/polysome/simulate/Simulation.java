package org.polysome.simulate;

import java.util.Arrays;
import org.polysome.anndata.Frame;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.progress.Progress;

/**
 * Synthetic cells whose truth is known: gamma-Poisson counts (negative binomial with mean mu and
 * variance {@code mu + mu^2 * dispersion}) with library sizes, cell types, batches, gene programs
 * and knock-downs. A cell is a function of the settings and of its number: it is the same however
 * many are asked for, in whatever order and by however many threads. Immutable and thread-safe.
 */
public final class Simulation {

  private final SimulationSpec spec;
  private final Truth truth;
  private final CountSampler sampler;

  private Simulation(SimulationSpec spec, Reference reference) {
    this.spec = spec;
    this.truth = new TruthMaker(spec, reference).make();
    this.sampler = new CountSampler(spec, truth);
  }

  /** A simulation of a made-up tissue. */
  public static Simulation of(SimulationSpec spec) {
    return new Simulation(spec, Reference.drawn(spec.seed(), spec.genes()));
  }

  /**
   * A simulation that takes gene names, shares and dispersions of genes, library sizes and, given a
   * column of labels, the types and their composition from a real file.
   *
   * @param spec the settings; {@code genes} gives way to the file's, and {@code types} to its
   *     labels
   * @throws org.polysome.fault.DataException if the file holds no raw counts or no such column
   */
  public static Simulation like(SimulationLike like, SimulationSpec spec, Progress progress) {
    Reference reference = ReferenceEstimate.of(like, progress);
    int types = reference.types().map(known -> known.names().size()).orElse(spec.types());
    return new Simulation(
        new SimulationSpec(
            spec.cells(),
            reference.genes().size(),
            types,
            spec.batches(),
            spec.perturbations(),
            spec.difficulty(),
            spec.dropout(),
            spec.seed()),
        reference);
  }

  /** The settings. */
  public SimulationSpec spec() {
    return spec;
  }

  Truth truth() {
    return truth;
  }

  /** Number of genes. */
  public int genes() {
    return truth.geneCount();
  }

  /**
   * The table of cells: {@code cell_type}, {@code batch}, {@code perturbation} where there are any
   * ({@code control} or the gene), and of the truth {@code library_size} and {@code program1} and
   * on, the activities.
   */
  public Frame obs() {
    return SimulationFrames.obs(spec, truth);
  }

  /**
   * The table of genes: {@code mean_share} of a gene in the counts of a mean cell, {@code
   * dispersion}, {@code program} and {@code marker_of}, the type in which it differs most.
   */
  public Frame var() {
    return SimulationFrames.var(truth);
  }

  /** The counts of the cells {@code from} (inclusive) to {@code until} (exclusive). */
  public CsrMatrix rows(int from, int until) {
    if (from < 0 || until > spec.cells() || from > until) {
      throw new UsageException(
          "cells %d to %d of a simulation of %d".formatted(from, until, spec.cells()));
    }
    CountRow row = new CountRow(genes());
    int[] indptr = new int[until - from + 1];
    int[] indices = new int[Math.min(genes(), 2048) * (until - from)];
    float[] values = new float[indices.length];
    for (int cell = from; cell < until; cell++) {
      sampler.draw(SimulatedCell.draw(truth, spec.seed(), cell), cell, row);
      int start = indptr[cell - from];
      int end = Math.addExact(start, row.size());
      if (end > indices.length) {
        int grown = Math.max(end, (int) Math.min(Integer.MAX_VALUE - 8, indices.length * 3L / 2));
        indices = Arrays.copyOf(indices, grown);
        values = Arrays.copyOf(values, grown);
      }
      row.moveTo(indices, values, start);
      indptr[cell - from + 1] = end;
    }
    return new CsrMatrix(until - from, genes(), indptr, indices, values);
  }

  double mean(SimulatedCell cell, int gene) {
    return sampler.mean(cell, gene);
  }
}
