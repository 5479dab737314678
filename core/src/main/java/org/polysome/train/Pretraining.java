package org.polysome.train;

import java.nio.file.Path;
import java.util.List;
import org.polysome.corpus.Corpora;
import org.polysome.model.FittedModel;
import org.polysome.model.GivenVectors;
import org.polysome.progress.Progress;
import org.polysome.provenance.Input;
import org.polysome.provenance.Manifest;
import org.polysome.tensor.Engine;

/** Trains a model on one or several corpora: a plan in, a run folder out. */
public final class Pretraining {

  private Pretraining() {}

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
    return start(List.of(asked), target, progress);
  }

  /**
   * Trains in stages, each from the weights that the one before ends with, where names and shapes
   * agree.
   *
   * @param stages one or more plans; the run is the last of them and holds the others as runs in
   *     {@code stages/N}
   * @return the run, trained to its end
   */
  public static Run start(List<Plan> stages, Target target, Progress progress) {
    List<Plan> plans =
        Stages.chained(stages.stream().map(Plan::absolute).toList(), target.folder());
    plans.forEach(BatchDependence::requireWholeSteps);
    Plan last = plans.getLast();
    List<Path> folders = last.data().requireCorpora();
    try (Corpora corpora = Corpora.open(folders)) {
      StartingPlan starting = StartingPlan.of(last, corpora.vocabulary());
      starting.vectors().ifPresent(vectors -> progress.say(vectors.line()));
      Plan plan = starting.plan();
      CellSplit split = CellSplit.of(corpora, plan.data(), plan.seed());
      UnseenTestCells.require(plans, corpora, split, progress);
      Manifest manifest =
          Manifest.start(target.command())
              .withEngine("libtorch " + Engine.version())
              .withThreads(Engine.threads())
              .withSeed("run", plan.seed());
      for (Path folder : folders) {
        manifest = manifest.withInput(RunCorpora.identity(folder));
      }
      progress.cancellation().check();
      for (Path file : plan.model().givenVectors().map(GivenVectors::files).orElse(List.of())) {
        manifest = manifest.withInput(Input.of(file));
      }
      FittedParts fitted = FittedParts.of(plans, corpora, split);
      fitted.parts().forEach(part -> progress.say(part.line()));
      new NewRun(
              plan,
              corpora.vocabulary(),
              fitted.tokenizer(),
              fitted.labels(),
              starting.vectors(),
              manifest,
              plans.subList(0, plans.size() - 1))
          .write(
              target.folder(),
              target.force(),
              folder -> {
                fitted.write(folder);
                split.writeTest(folder, corpora);
              });
      Stages.of(target.folder()).train(target.command(), progress);
      return work(target.folder(), corpora, split, progress);
    }
  }

  /**
   * Goes on with a run that was stopped or killed, from its last checkpoint, to the same bytes as
   * if it had not been.
   *
   * @throws org.polysome.fault.DataException if a corpus is no longer the one it was started on
   */
  public static Run resume(Path folder, Progress progress) {
    Run run = Run.open(folder);
    try (Corpora corpora = RunCorpora.open(run)) {
      Manifest manifest = RunFolder.manifest(folder);
      Stages.of(folder).train(manifest.command(), progress);
      CellSplit split = CellSplit.of(corpora, run.plan().data(), run.plan().seed());
      return work(folder, corpora, split, progress);
    }
  }

  private static Run work(Path folder, Corpora corpora, CellSplit split, Progress progress) {
    Run run = Run.open(folder);
    return run.plan().model() instanceof FittedModel fitted
        ? new FittingSession(run, fitted, progress).fit(corpora, split)
        : new TrainingSession(run, progress).train(corpora, split);
  }
}
