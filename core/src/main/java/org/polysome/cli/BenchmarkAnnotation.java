package org.polysome.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.experiment.data.DataSplit;
import org.polysome.fault.UsageException;
import org.polysome.metric.probe.ProbeProtocol;
import org.polysome.suite.annotation.AnnotationOptions;
import org.polysome.suite.annotation.AnnotationSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome benchmark annotation}. */
@Command(
    name = "annotation",
    description = {
      "Judge how much of a cell annotation embeddings hold.",
      "kNN (k = 10), a linear probe and an MLP learn the labels of some cells and are tested on"
          + " others, over several seeds, with baselines beside. Writes results.json, results.csv and"
          + " report.html."
    },
    footer = {
      "",
      "Example:",
      "  polysome benchmark annotation out.h5ad --label cell_type -o results"
    })
final class BenchmarkAnnotation implements Runnable {

  @Mixin private Session session;
  @Mixin private JudgeOptions judge;
  @Mixin private DataRecipeOptions recipe;

  @Option(
      names = "--label",
      paramLabel = "COL",
      description = "Column of obs to be predicted; needed unless a data recipe names it.")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "COL",
      description =
          "Column of obs by which cells are split as well, so that no batch is on both sides; the"
              + " split within classes stays the default.")
  private Optional<String> batch = Optional.empty();

  @Option(
      names = "--protocol",
      paramLabel = "converged|txfm|encodings|longtail|as-published|tx-evaluation",
      converter = Protocol.class,
      description =
          "Whose rules probes are trained by: converged trains the linear one to convergence; txfm"
              + " (AdamW, plateaus, weights by validation cells), encodings (which drops types of"
              + " under 250 cells) and longtail (30 %% tested, Adam, 50 epochs) are those of their"
              + " papers; as-published is the code of longtail, which splits at random and chooses"
              + " epochs on the tested cells; tx-evaluation is Tx-Evaluation (default: the data"
              + " recipe's, else converged).")
  private Optional<ProbeProtocol> protocol = Optional.empty();

  @Option(
      names = "--probes",
      split = ",",
      paramLabel = "NAME",
      description =
          "Probes: knn, linear, mlp, separated by commas (default: all that the protocol has; mlp"
              + " up to 20 million numbers, such as 20,000 cells of 1,000 dimensions).")
  private List<String> probes = new ArrayList<>();

  @Option(
      names = "--split-column",
      paramLabel = "COL",
      description =
          "Column of obs that says of each cell whether it is for train, test or validation, in"
              + " place of the split within classes.")
  private Optional<String> splitColumn = Optional.empty();

  @Override
  public void run() {
    Optional<JudgedDataSet> data = recipe.chosen().map(JudgedDataSet::new);
    Optional<String> labels = label.or(() -> data.flatMap(one -> one.set().label()));
    Optional<String> batches = batch.or(() -> data.flatMap(one -> one.set().batch()));
    if (labels.isEmpty()) {
      throw new UsageException(
          data.isPresent()
              ? "the recipe of %s does not name a column of labels: --label COL"
                  .formatted(data.get().set().name())
              : "--label COL is needed: the column of obs to be predicted");
    }
    data.ifPresent(
        one -> {
          one.check(splitColumn, batches);
          session
              .progress()
              .say(
                  one.taken(
                      new JudgedDataSet.Open(
                          label.isEmpty(),
                          batch.isEmpty(),
                          !judge.hasSeeds(),
                          protocol.isEmpty())));
        });
    var options =
        new AnnotationOptions(
            protocol
                .or(() -> data.flatMap(one -> one.set().protocol()))
                .orElse(ProbeProtocol.CONVERGED),
            Optional.of(probes).filter(names -> !names.isEmpty()),
            splitColumn,
            data.map(JudgedDataSet::rules));
    int seeds =
        data.flatMap(one -> one.set().split()).flatMap(DataSplit::seeds).orElse(JudgeOptions.SEEDS);
    judge.run(
        session, new AnnotationSuite(options), new JudgeOptions.Columns(labels, batches), seeds);
  }

  /** A protocol by its name. */
  static final class Protocol extends ByText<ProbeProtocol> {
    Protocol() {
      super(ProbeProtocol.values(), ProbeProtocol::text, "no protocol; there are:");
    }

    /** Reads the numbers that earlier versions called papers by, and the names of recipes, too. */
    @Override
    public ProbeProtocol convert(String given) {
      return super.convert(
          switch (given) {
            case "002" -> ProbeProtocol.TXFM.text();
            case "001" -> ProbeProtocol.ENCODINGS.text();
            case "000", "long-tails" -> ProbeProtocol.LONG_TAILS.text();
            default -> given;
          });
    }
  }
}
