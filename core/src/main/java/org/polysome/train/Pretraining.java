package org.polysome.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.polysome.corpus.Corpus;
import org.polysome.corpus.Loader;
import org.polysome.fault.DataException;
import org.polysome.files.AtomicOutput;
import org.polysome.files.IoFaults;
import org.polysome.progress.Progress;
import org.polysome.provenance.Input;
import org.polysome.provenance.Manifest;
import org.polysome.tensor.Adam;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
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

/** Trains a model on a corpus: a plan in, a run folder out. */
public final class Pretraining {

  private final Plan plan;
  private final Path folder;
  private final Progress progress;

  private Pretraining(Plan plan, Path folder, Progress progress) {
    this.plan = plan;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Where a new run goes.
   *
   * @param folder the run folder
   * @param force whether an existing run may be replaced
   * @param command the command line, for the manifest
   */
  public record Target(Path folder, boolean force, List<String> command) {
    /** Copies the command. */
    public Target {
      command = List.copyOf(command);
    }
  }

  /**
   * Trains from the start.
   *
   * @return the run, trained to its end
   * @throws org.polysome.fault.UsageException if the plan does not fit the corpus, the folder
   *     exists and may not be replaced, or a loss is no longer a number
   * @throws org.polysome.fault.CancelledException if someone asked to stop, after a checkpoint
   */
  public static Run start(Plan asked, Target target, Progress progress) {
    Plan plan = asked.absolute();
    Path folder = plan.data().requireCorpus();
    try (Corpus corpus = Corpus.open(folder)) {
      CellSplit split = CellSplit.of(corpus, plan.data(), plan.seed());
      Manifest manifest =
          Manifest.start(target.command())
              .withEngine("libtorch " + Engine.version())
              .withThreads(Engine.threads())
              .withSeed("run", plan.seed())
              .withInput(identity(folder));
      new NewRun(plan, corpus.vocabulary(), SelectedGenes.fit(plan, corpus, split), manifest)
          .write(target.folder(), target.force());
      return new Pretraining(plan, target.folder(), progress).train(corpus, split);
    }
  }

  /**
   * Goes on with a run that was stopped or killed, from its last checkpoint, to the same bytes as
   * if it had not been.
   *
   * @throws DataException if the corpus is no longer the one it was started on
   */
  public static Run resume(Path folder, Progress progress) {
    Run run = Run.open(folder);
    try (Corpus corpus = Corpus.open(run.plan().data().requireCorpus())) {
      Manifest manifest = Manifest.fromJson(RunFolder.read(folder.resolve(RunFolder.MANIFEST)));
      if (manifest.inputs().stream().noneMatch(sameBytes(identity(corpus.folder())))) {
        throw new DataException(
            corpus.folder() + " is not, or no longer, the corpus that " + folder + " began with");
      }
      CellSplit split = CellSplit.of(corpus, run.plan().data(), run.plan().seed());
      return new Pretraining(run.plan(), folder, progress).train(corpus, split);
    }
  }

  /** The file of a corpus that holds checksums of all others. */
  private static Input identity(Path corpus) {
    return Input.of(corpus.resolve("corpus.json"));
  }

  private static Predicate<Input> sameBytes(Input one) {
    return other -> other.sha256().equals(one.sha256());
  }

  private Run train(Corpus corpus, CellSplit split) {
    Run run = Run.open(folder);
    TrainingData data = new TrainingData(plan, corpus, split, run.selectedGenes());
    Device device = Device.parse(plan.device());
    EngineThreads.fit(plan.model(), run.vocabulary().size());
    try (Parameters parameters = new Parameters(device, plan.seed())) {
      Learner learner = Learners.build(plan, corpus.measured(), parameters);
      try (Adam optimizer = Optimizers.build(plan.train().optimizer(), parameters)) {
        TrainState start = start(run, parameters, optimizer);
        progress.say(
            "%s: %,d cells to train on, %,d held out, %,d parameters, %s"
                .formatted(
                    start.step() == 0 ? "start" : "resume after step " + start.step(),
                    split.training().length,
                    split.heldOut().length,
                    parameters.count(),
                    device));
        loop(data, learner, optimizer, start);
      }
    }
    finishManifest();
    return run;
  }

  private void loop(TrainingData data, Learner learner, Adam optimizer, TrainState start) {
    long total = plan.train().totalSteps(data.stepsPerEpoch());
    Milestones milestones =
        new Milestones(plan.train(), total, data.stepsPerEpoch(), data.validates());
    try (Loader loader = data.training(start.step(), total);
        TrainLog log = new TrainLog(folder, start.step(), learner)) {
      TrainingParts parts =
          new TrainingParts(
              folder,
              learner,
              optimizer,
              new StepRunner(learner, optimizer, plan.train(), plan.seed()),
              loader,
              data::cells,
              data.validates()
                  ? Optional.of(new Validator(learner, data::heldOut, plan.seed()))
                  : Optional.empty(),
              log);
      TrainState end = new TrainingLoop(parts, milestones, start).run(progress);
      sayEnd(end, total);
    }
  }

  private void sayEnd(TrainState end, long total) {
    String best =
        end.validation().validations() > 0
            ? ", best validation loss %.4f after step %d"
                .formatted(end.validation().bestLoss(), end.validation().bestStep())
            : "";
    String early = end.step() < total ? " (stopped early)" : "";
    progress.say("done: %d steps%s%s: %s".formatted(end.step(), early, best, folder));
  }

  /** The state of the last checkpoint, or a fresh one. */
  private TrainState start(Run run, Parameters parameters, Adam optimizer) {
    Checkpoints checkpoints = run.checkpoints();
    Optional<Long> last = checkpoints.pointed(Checkpoints.LAST);
    checkpoints.cutAfter(last.orElse(0L));
    if (last.isEmpty()) {
      plan.train()
          .initFrom()
          .ifPresent(
              other -> new WarmStart(Run.open(other), run.vocabulary()).into(parameters, progress));
      return TrainState.start();
    }
    TrainState state = CheckpointFiles.read(checkpoints.of(last.get()), parameters, optimizer);
    if (state.validation().bestStep() > 0) {
      checkpoints.point(Checkpoints.BEST, state.validation().bestStep());
    }
    return state;
  }

  private void finishManifest() {
    Path file = folder.resolve(RunFolder.MANIFEST);
    try (AtomicOutput output = AtomicOutput.file(file, true)) {
      Files.writeString(output.path(), Manifest.fromJson(RunFolder.read(file)).end().toJson());
      output.commit();
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }
}
