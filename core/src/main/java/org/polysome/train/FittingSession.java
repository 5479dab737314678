package org.polysome.train;

import java.nio.file.Path;
import java.util.Locale;
import org.polysome.corpus.Corpora;
import org.polysome.model.FittedModel;
import org.polysome.progress.Progress;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;
import org.polysome.train.store.TrainState;

/**
 * One process's work on the folder of a run whose model is fitted: its one checkpoint is that after
 * no step. A run that was killed is fitted again, to the same numbers.
 */
final class FittingSession {

  private final Path folder;
  private final Run run;
  private final FittedModel model;
  private final Progress progress;

  FittingSession(Run run, FittedModel model, Progress progress) {
    this.folder = run.folder();
    this.run = run;
    this.model = model;
    this.progress = progress;
  }

  /** Fits the model, unless it is fitted already. */
  Run fit(Corpora corpora, CellSplit split) {
    Plan plan = run.plan();
    if (run.checkpoints().pointed(Checkpoints.LAST).isEmpty()) {
      Tokenizer tokenizer = run.tokenizer(corpora.measured());
      progress.say(
          String.format(
              Locale.ROOT,
              "fit: %,d cells, %s, %,d genes",
              split.training().length,
              split.heldOutWords(),
              tokenizer.vocabulary()));
      try (Parameters parameters = new Parameters(Device.parse(plan.device()), plan.seed())) {
        model.build(Learners.inputs(plan, tokenizer.vocabulary(), run.labels()), parameters);
        model.fit(new CorpusCells(corpora, split.training(), tokenizer, progress), parameters);
        run.checkpoints()
            .write(
                0, checkpoint -> CheckpointFiles.write(checkpoint, parameters, TrainState.start()));
      }
    }
    RunFolder.endManifest(folder);
    progress.say("done: fitted: " + folder);
    return run;
  }
}
