package org.polysome.train;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.polysome.corpus.Corpora;
import org.polysome.corpus.Loader;
import org.polysome.progress.Progress;
import org.polysome.tensor.Adam;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.train.loop.Learner;
import org.polysome.train.loop.Milestones;
import org.polysome.train.loop.Optimizers;
import org.polysome.train.loop.StepRunner;
import org.polysome.train.loop.TrainLog;
import org.polysome.train.loop.TrainingLoop;
import org.polysome.train.loop.TrainingParts;
import org.polysome.train.loop.Validator;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;
import org.polysome.train.store.TrainState;

/** One process's work on a run folder: everything is opened, trained with and closed. */
final class TrainingSession {

  private final Path folder;
  private final Run run;
  private final Plan plan;
  private final Progress progress;

  TrainingSession(Run run, Progress progress) {
    this.folder = run.folder();
    this.run = run;
    this.plan = run.plan();
    this.progress = progress;
  }

  /** Trains from the last checkpoint, or from the start, to the end. */
  Run train(Corpora corpora, CellSplit split) {
    TrainingData data = new TrainingData(plan, corpora, split, run.fittedParts());
    Device device = Device.parse(plan.device());
    EngineThreads.fit(plan.model(), run.vocabulary().size());
    try (Parameters parameters = new Parameters(device, plan.seed())) {
      Learner learner = Learners.build(plan, data.measured(), run.labels(), parameters);
      long total = plan.training().totalSteps(data.stepsPerEpoch());
      try (Adam optimizer = Optimizers.build(plan.training(), total, parameters)) {
        TrainState start = start(parameters, optimizer);
        progress.say(
            String.format(
                Locale.ROOT,
                "%s: %,d cells to train on, %s, %,d parameters, %s",
                start.step() == 0 ? "start" : "resume after step " + start.step(),
                split.training().length,
                split.heldOutWords(),
                parameters.count(),
                device));
        loop(data, learner, optimizer, start, total);
      }
    }
    RunFolder.endManifest(folder);
    return run;
  }

  private void loop(
      TrainingData data, Learner learner, Adam optimizer, TrainState start, long total) {
    Milestones milestones =
        new Milestones(plan.training(), total, data.stepsPerEpoch(), data.validates());
    try (Loader loader = data.training(start.step(), total);
        TrainLog log = new TrainLog(folder, start.step(), learner)) {
      TrainingParts parts =
          new TrainingParts(
              folder,
              learner,
              optimizer,
              new StepRunner(learner, optimizer, plan.training(), plan.seed()),
              loader,
              data::cells,
              data.validates()
                  ? Optional.of(new Validator(learner, data::heldOut, plan.seed()))
                  : Optional.empty(),
              log);
      TrainState end = new TrainingLoop(parts, milestones, start).run(progress);
      data.testWords(folder).ifPresent(progress::say);
      sayEnd(end, total);
    }
  }

  private void sayEnd(TrainState end, long total) {
    String best =
        end.validation().validations() > 0
            ? String.format(
                Locale.ROOT,
                ", best validation loss %.4f after step %d",
                end.validation().bestLoss(),
                end.validation().bestStep())
            : "";
    String early = end.step() < total ? " (stopped early)" : "";
    progress.say("done: %d steps%s%s: %s".formatted(end.step(), early, best, folder));
  }

  /** The state of the last checkpoint, or a fresh one. */
  private TrainState start(Parameters parameters, Adam optimizer) {
    Checkpoints checkpoints = run.checkpoints();
    Optional<Long> last = checkpoints.pointed(Checkpoints.LAST);
    checkpoints.cutAfter(last.orElse(0L));
    if (last.isEmpty()) {
      run.putGeneVectors(parameters);
      plan.training()
          .initFrom()
          .ifPresent(other -> new WarmStart(Run.open(other), run).into(parameters, progress));
      return TrainState.start();
    }
    TrainState state = CheckpointFiles.read(checkpoints.of(last.get()), parameters, optimizer);
    if (state.validation().bestStep() > 0) {
      checkpoints.point(Checkpoints.BEST, state.validation().bestStep());
    }
    return state;
  }
}
