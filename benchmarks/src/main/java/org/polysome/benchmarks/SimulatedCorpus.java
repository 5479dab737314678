package org.polysome.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.corpus.Corpus;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.files.FileTree;
import org.polysome.files.IoFaults;
import org.polysome.progress.Progress;
import org.polysome.simulate.Simulation;
import org.polysome.simulate.SimulationFile;
import org.polysome.simulate.SimulationSpec;

/**
 * A corpus of simulated cells in a temporary folder, which is deleted at the end.
 *
 * @param folder where it is
 * @param corpus the open corpus
 */
record SimulatedCorpus(Path folder, Corpus corpus) implements AutoCloseable {

  private static final String CELLS = "cells.h5ad";

  static SimulatedCorpus of(int cells, int genes) {
    Path folder = temporary();
    SimulationFile.write(
        simulation(cells, genes), folder.resolve(CELLS), processors(), false, Progress.silent());
    return of(folder);
  }

  /**
   * A corpus of a few cells with more columns of labels.
   *
   * @param labels columns of obs, which all say what {@code cell_type} says
   */
  static SimulatedCorpus labelled(int cells, int genes, Set<String> labels) {
    Path folder = temporary();
    Simulation simulation = simulation(cells, genes);
    Frame obs = simulation.obs();
    Map<String, Column> columns = new LinkedHashMap<>(obs.columns());
    labels.forEach(label -> columns.putIfAbsent(label, obs.columns().get("cell_type")));
    Frame labelled = new Frame(obs.indexName(), obs.index(), columns);
    try (H5adWriter writer =
        H5adWriter.create(folder.resolve(CELLS), labelled, simulation.var(), false)) {
      writer.matrix(AnnDataFile.X).append(simulation.rows(0, cells));
      writer.finish();
    }
    return of(folder);
  }

  private static SimulatedCorpus of(Path folder) {
    Path corpus = folder.resolve("corpus");
    CorpusBuilder.build(
        CorpusRequest.of(List.of(folder.resolve(CELLS)), corpus), Progress.silent());
    return new SimulatedCorpus(folder, Corpus.open(corpus));
  }

  static Simulation simulation(int cells, int genes) {
    return Simulation.of(new SimulationSpec(cells, genes, 6, 3, 0, 0.5, 0, 0));
  }

  /** The cells that the corpus was built of. */
  Path file() {
    return folder.resolve(CELLS);
  }

  int[] rows() {
    return IntStream.range(0, corpus.cells()).toArray();
  }

  @Override
  public void close() {
    corpus.close();
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw IoFaults.writing(folder, e);
    }
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("polysome-benchmark");
    } catch (IOException e) {
      throw IoFaults.writing(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }
}
