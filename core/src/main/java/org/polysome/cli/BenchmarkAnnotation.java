package org.polysome.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  @Option(
      names = "--label",
      required = true,
      paramLabel = "COL",
      description = "Column of obs to be predicted.")
  private String label;

  @Option(
      names = "--batch",
      paramLabel = "COL",
      description =
          "Column of obs by which cells are split as well, so that no batch is on both sides; the"
              + " split within classes stays the default.")
  private Optional<String> batch = Optional.empty();

  @Option(
      names = "--protocol",
      paramLabel = "002|001|000|as-published|tx-evaluation",
      defaultValue = "002",
      converter = Protocol.class,
      description =
          "Whose rules probes are trained by: papers 002 (TxFM), 001 (which drops types of under"
              + " 250 cells) and 000 (30 %% tested, Adam, 50 epochs); as-published is the code of"
              + " 000, which splits at random and chooses epochs on the tested cells;"
              + " tx-evaluation is Tx-Evaluation (default: ${DEFAULT-VALUE}).")
  private ProbeProtocol protocol;

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
    var options =
        new AnnotationOptions(
            protocol, Optional.of(probes).filter(names -> !names.isEmpty()), splitColumn);
    judge.run(
        session, new AnnotationSuite(options), new JudgeOptions.Columns(Optional.of(label), batch));
  }

  /** A protocol by its name. */
  static final class Protocol extends ByText<ProbeProtocol> {
    Protocol() {
      super(ProbeProtocol.values(), ProbeProtocol::text, "no protocol; there are:");
    }
  }
}
