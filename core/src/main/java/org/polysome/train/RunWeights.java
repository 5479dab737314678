package org.polysome.train;

import java.nio.file.Path;
import org.polysome.tensor.Parameters;
import org.polysome.train.store.CheckpointFiles;

/** The weights that a run is opened with: those of {@link Run#weights} or {@link Run#untrained}. */
public sealed interface RunWeights {

  /**
   * Those of a checkpoint.
   *
   * @param folder the folder {@code step-N}
   */
  record Checkpoint(Path folder) implements RunWeights {
    @Override
    public long seed(Run run) {
      return run.plan().seed();
    }

    @Override
    public void put(Run run, Parameters parameters) {
      CheckpointFiles.readPart(folder, parameters);
    }
  }

  /**
   * Those that training begins with.
   *
   * @param seed which of them
   */
  record Untrained(long seed) implements RunWeights {
    @Override
    public long seed(Run run) {
      return seed;
    }

    @Override
    public void put(Run run, Parameters parameters) {
      run.putGeneVectors(parameters);
    }
  }

  /** The seed that parameters are built with. */
  long seed(Run run);

  /**
   * Puts them into a model that was just built.
   *
   * @throws org.polysome.fault.DataException if a file of them is damaged or of another model
   */
  void put(Run run, Parameters parameters);
}
