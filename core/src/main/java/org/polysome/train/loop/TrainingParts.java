package org.polysome.train.loop;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.polysome.corpus.LoadedStep;
import org.polysome.tensor.Adam;
import org.polysome.train.store.Checkpoints;

/**
 * What the training loop sets in motion.
 *
 * @param run the run folder
 * @param learner the model and what is asked of it
 * @param optimizer the state of the optimiser
 * @param runner takes a step
 * @param batches the training cells, from the step the loop starts at
 * @param cells the names of the cells of a step
 * @param validator measures on held-out cells, if there are any
 * @param log where losses are written
 */
public record TrainingParts(
    Path run,
    Learner learner,
    Adam optimizer,
    StepRunner runner,
    Iterator<LoadedStep> batches,
    LongFunction<List<String>> cells,
    Optional<Validator> validator,
    TrainLog log) {

  /** The checkpoints of the run. */
  public Checkpoints checkpoints() {
    return Checkpoints.of(run);
  }
}
