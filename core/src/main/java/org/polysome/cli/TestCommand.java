package org.polysome.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.polysome.tensor.Device;
import org.polysome.train.TestReading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code polysome test}. */
@Command(
    name = "test",
    description = {
      "Read the losses of a trained run on the cells that its data.test kept from training, from"
          + " everything that is fitted and from the choice of a checkpoint.",
      "",
      "They are read once, when the run has ended; the reading is kept in RUN/test.jsonl. A run that"
          + " starts from weights that have seen those cells is refused by pretrain."
    },
    footer = {
      "",
      "Example:",
      "  polysome pretrain txfm-s-tiny data.corpus=corpus data.test=0.1 -o runs/s",
      "  polysome test runs/s"
    })
final class TestCommand implements Runnable {

  @Mixin private Session session;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
  private Path run;

  @Mixin private WeightOptions weights;

  @Option(
      names = "--again",
      description = "Read cells that were read before; the file lists both readings.")
  private boolean again;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public void run() {
    TestReading.Reading reading =
        TestReading.read(
            new TestReading.Request(
                run, weights.checkpoint(), Device.parse(weights.device()), again),
            session.progress());
    if (json) {
      session.results().println(reading.json());
      return;
    }
    session
        .results()
        .printf(
            Locale.ROOT,
            "%s, checkpoint %s: loss %.4f on %,d test cells%n",
            run,
            reading.checkpoint(),
            reading.loss(),
            reading.cells());
    for (TestReading.Loss loss : reading.terms()) {
      session
          .results()
          .printf(
              Locale.ROOT, "  %s: %.4f over %,d values%n", loss.term(), loss.mean(), loss.values());
    }
  }
}
