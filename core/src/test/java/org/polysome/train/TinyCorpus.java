package org.polysome.train;

import java.nio.file.Path;
import java.util.List;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.progress.Progress;
import org.polysome.simulate.Simulation;
import org.polysome.simulate.SimulationFile;
import org.polysome.simulate.SimulationSpec;

/** A corpus of simulated cells: 3 types, 4 batches. */
public final class TinyCorpus {

  private TinyCorpus() {}

  /** Writes {@code cells.h5ad} and {@code corpus} into a folder and returns the corpus. */
  public static Path write(Path folder, int cells) {
    return write(folder, cells, 120, 1);
  }

  /** The same of so many genes, with another seed. */
  public static Path write(Path folder, int cells, int genes, long seed) {
    return write(folder, new SimulationSpec(cells, genes, 3, 4, 0, 0.3, 0, seed));
  }

  /** The same of any simulation. */
  public static Path write(Path folder, SimulationSpec spec) {
    Path file = folder.resolve("cells.h5ad");
    SimulationFile.write(Simulation.of(spec), file, 1, false, Progress.silent());
    Path corpus = folder.resolve("corpus");
    CorpusBuilder.build(CorpusRequest.of(List.of(file), corpus), Progress.silent());
    return corpus;
  }
}
