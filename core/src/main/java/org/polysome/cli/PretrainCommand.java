package org.polysome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.experiment.Experiment;
import org.polysome.fault.UsageException;
import org.polysome.train.DryRun;
import org.polysome.train.Plan;
import org.polysome.train.Pretraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code polysome pretrain}. */
@Command(
    name = "pretrain",
    description = {
      "Train a model on a corpus: a recipe in, a run folder out.",
      "A run that was stopped or killed goes on with --resume and ends with the same parameters."
          + " Put your own settings behind the recipe: train.max-steps=500 train.batch-size=32."
    },
    footer = {
      "",
      "Examples:",
      "  polysome pretrain bmfm-wced-10pct-tiny data.corpus=corpus -o runs/wced",
      "  polysome pretrain --resume runs/wced"
    })
final class PretrainCommand implements Runnable {

  @Mixin private Session session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RECIPE|FILE.yaml",
      description = "A recipe's name (polysome recipes lists them) or a YAML file.")
  private Optional<String> recipe = Optional.empty();

  @Parameters(
      index = "1..*",
      paramLabel = "key.path=value",
      description = "Settings of the recipe to change; data.corpus=DIR names the corpus.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "RUN",
      description = "The run folder to make; an existing one is refused without --force.")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--force", description = "Replace an existing run.")
  private boolean force;

  @Option(
      names = "--init-from",
      paramLabel = "RUN0",
      description = "Start from the weights of another run, where names and shapes agree.")
  private Optional<Path> initFrom = Optional.empty();

  @Option(
      names = "--dry-run",
      description = "Print the resolved plan and its costs; train nothing.")
  private boolean dryRun;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Go on with a run from its last checkpoint.")
  private Optional<Path> resume = Optional.empty();

  @Override
  public void run() {
    if (resume.isPresent()) {
      resume(resume.get());
      return;
    }
    List<Plan> stages = stages();
    if (dryRun) {
      stages.forEach(stage -> session.results().print(DryRun.text(stage)));
      session.results().flush();
      return;
    }
    Path folder =
        output.orElseThrow(() -> new UsageException("pretrain: name the run folder with -o RUN"));
    Pretraining.start(
        stages,
        new Pretraining.Target(folder, force, session.manifest().command()),
        session.progress());
  }

  private void resume(Path run) {
    if (recipe.isPresent() || output.isPresent() || initFrom.isPresent() || force || dryRun) {
      throw new UsageException(
          "pretrain --resume goes on with the plan that %s holds; it takes nothing else"
              .formatted(run));
    }
    Pretraining.resume(run, session.progress());
  }

  private List<Plan> stages() {
    String name =
        recipe.orElseThrow(
            () ->
                new UsageException(
                    "pretrain: name a recipe (polysome recipes lists them) or a YAML file"));
    List<String> all = new ArrayList<>(assignments);
    initFrom.ifPresent(run -> all.add("train.init-from=" + run));
    return Experiment.load(name, all).stages();
  }
}
