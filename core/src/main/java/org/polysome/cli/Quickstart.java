package org.polysome.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job from nothing: each step is a command that a person could type, and is shown. */
@Command(
    name = "quickstart",
    description = {
      "Simulate cells, build a corpus, pretrain a small model, embed, benchmark and report.",
      "Needs no data and no network; takes less than three minutes on two cores."
    },
    footer = {"", "Example:", "  polysome quickstart -o quickstart"})
final class Quickstart implements Callable<Integer> {

  private static final String CELLS = "3000";
  private static final String GENES = "1000";
  private static final String DIFFICULTY = "0.2";
  private static final String SEED = "7";

  /**
   * Short cells, small batches and many steps take less time than 700 steps of the recipe's own
   * length and batch, and learn more; the types come between steps 1,000 and 1,400
   * (docs/results.md).
   */
  private static final String LENGTH = "64";

  private static final String BATCH = "32";
  private static final String STEPS = "1400";

  /** Half of what is seen of a cell: more than in training, where it would cost four times. */
  private static final String READ = "256";

  @Mixin private Session session;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "quickstart",
      description = "Folder for everything it makes (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(names = "--force", description = "Run again over the files of an earlier quickstart.")
  private boolean force;

  /** A command and what it is for. */
  private record Step(String purpose, List<String> arguments) {

    String typed() {
      return "polysome "
          + arguments.stream()
              .map(argument -> argument.contains(" ") ? "'" + argument + "'" : argument)
              .collect(Collectors.joining(" "));
    }
  }

  @Override
  public Integer call() {
    if (Files.exists(output) && !force) {
      throw new UsageException(
          "%s is there already; choose another folder with -o, or use --force".formatted(output));
    }
    List<Step> steps = steps();
    Progress progress = session.progress();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      progress.say("");
      progress.say("%d/%d  %s".formatted(i + 1, steps.size(), step.purpose()));
      progress.say("     $ " + step.typed());
      int status = session.run(step.arguments());
      if (status != 0) {
        return status;
      }
    }
    progress.say("");
    session.results().println("Report: " + at("report.html"));
    return 0;
  }

  private List<Step> steps() {
    String cells = at("cells.h5ad");
    String embedded = at("embedded.h5ad");
    return List.of(
        step(
            "Simulate 3,000 cells of 6 types in 3 batches, with gene programs",
            "simulate",
            "-o",
            cells,
            "--cells",
            CELLS,
            "--genes",
            GENES,
            "--types",
            "6",
            "--batches",
            "3",
            "--difficulty",
            DIFFICULTY,
            "--seed",
            SEED),
        step("Build a training corpus from them", "corpus", "build", cells, "-o", at("corpus")),
        step(
            "Pretrain a small model to predict whole cells from 62 of their genes",
            "pretrain",
            "bmfm-wced-10pct-tiny",
            "tokenizer.length=" + LENGTH,
            "train.batch-size=" + BATCH,
            "train.max-steps=" + STEPS,
            "train.validate-every=100",
            "data.corpus=" + at("corpus"),
            "-o",
            at("run")),
        step(
            "Write its embedding into a copy of the file, from four times as many genes",
            "embed",
            at("run"),
            cells,
            "--tokens",
            READ,
            "-o",
            embedded),
        judge(embedded),
        step(
            "Put it all on one page", "report", at("run"), at("results"), "-o", at("report.html")));
  }

  private Step judge(String embedded) {
    return step(
        "Judge it by cell type, beside PCA, variable genes and random weights",
        "benchmark",
        "annotation",
        embedded,
        "--run",
        at("run"),
        "--label",
        "cell_type",
        "--batch",
        "batch",
        // An MLP would take as long as all the rest.
        "--probes",
        "knn,linear",
        "--tokens",
        READ,
        "-o",
        at("results"));
  }

  private Step step(String purpose, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (force) {
      all.add("--force");
    }
    return new Step(purpose, all);
  }

  private String at(String name) {
    return output.resolve(name).toString();
  }
}
