package org.polysome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polysome.experiment.Experiment;
import org.polysome.experiment.SweepJudging;
import org.polysome.experiment.SweepPage;
import org.polysome.experiment.SweepRow;
import org.polysome.experiment.SweepTraining;
import org.polysome.fault.UsageException;
import org.polysome.train.DryRun;
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
          + " Put your own settings behind the recipe: train.max-steps=500 train.batch-size=32.",
      "An experiment with a sweep makes a folder of runs; the same command goes on with it. With"
          + " judge.input=CELLS.h5ad judge.label=COL judge.batch=COL it ends in the paper's tables"
          + " and figures."
    },
    footer = {
      "",
      "Examples:",
      "  polysome pretrain bmfm-wced-10pct-tiny data.corpus=corpus -o runs/wced",
      "  polysome pretrain --resume runs/wced",
      "  polysome pretrain grid.yaml judge.input=a.h5ad judge.label=type -o runs/g"
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
      description =
          "Start from the weights of another run, where names and shapes agree, and from what it has"
              + " fitted, such as medians, by the names of genes.")
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
    Experiment experiment = experiment();
    if (dryRun) {
      experiment
          .variants()
          .forEach(
              variant ->
                  variant.stages().forEach(plan -> session.results().print(DryRun.text(plan))));
      session.results().flush();
      return;
    }
    Path folder =
        output.orElseThrow(() -> new UsageException("pretrain: name the run folder with -o RUN"));
    if (experiment.isSweep()) {
      sweep(experiment, folder);
      return;
    }
    List<String> command = session.manifest().command();
    if (experiment.judging().filter(asked -> !asked.input().isEmpty()).isPresent()) {
      throw new UsageException(
          "judge.input: pretrain judges the runs of a sweep, of several; polysome benchmark judges"
              + " one");
    }
    Pretraining.start(
        experiment.variants().getFirst().stages(),
        new Pretraining.Target(folder, force, command),
        session.progress());
  }

  private void sweep(Experiment experiment, Path folder) {
    if (force) {
      throw new UsageException(
          "pretrain: a sweep goes on where it was stopped and replaces nothing; name another folder"
              + " with -o instead of --force");
    }
    // Made before hours of training, so that what it refuses is refused now.
    Optional<SweepJudging> judging =
        experiment
            .judging()
            .filter(asked -> !asked.input().isEmpty())
            .map(
                asked ->
                    new SweepJudging(
                        folder, asked, JudgeOptions.tools(session), session.manifest()));
    var training = new SweepTraining(folder, session.manifest().command(), session.progress());
    List<SweepRow> rows = training.train(experiment);
    print(rows);
    var page = new SweepPage(folder, experiment);
    judging.ifPresent(asked -> page.write(asked, rows).forEach(this::printTable));
    if (judging.isEmpty() && experiment.judging().isPresent()) {
      session
          .progress()
          .say(
              "for the tables and figures say judge.input=CELLS.h5ad judge.label=COL"
                  + " judge.batch=COL behind the same command");
    }
    session.results().println("Report: " + folder.resolve("report.html"));
    session.results().flush();
  }

  private void printTable(String table) {
    session.results().println();
    session.results().print(table);
  }

  private void print(List<SweepRow> rows) {
    for (SweepRow row : rows) {
      session
          .results()
          .printf(
              Locale.ROOT,
              "%-40s %-9s %,12d parameters  best validation loss %s%n",
              row.run(),
              row.status(),
              row.parameters(),
              row.bestValidationLoss().isPresent()
                  ? String.format(Locale.ROOT, "%.4f", row.bestValidationLoss().getAsDouble())
                  : "none");
    }
  }

  private void resume(Path run) {
    if (recipe.isPresent() || output.isPresent() || initFrom.isPresent() || force || dryRun) {
      throw new UsageException(
          "pretrain --resume goes on with the plan that %s holds; it takes nothing else"
              .formatted(run));
    }
    Pretraining.resume(run, session.progress());
  }

  private Experiment experiment() {
    String name =
        recipe.orElseThrow(
            () ->
                new UsageException(
                    "pretrain: name a recipe (polysome recipes lists them) or a YAML file"));
    List<String> all = new ArrayList<>(assignments);
    initFrom.ifPresent(run -> all.add("train.init-from=" + run));
    return Experiment.load(name, all);
  }
}
