package org.polysome.cli;

import java.util.Optional;
import org.polysome.suite.reconstruction.ReconstructionSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code polysome benchmark reconstruction}. */
@Command(
    name = "reconstruction",
    description = {
      "Judge how well runs predict values of expression that are hidden from them.",
      "The squared error in all and by the size of the value, and Pearson's correlation, beside"
          + " random weights, the mean of the gene, the mean of the cell, and zero. Values are"
          + " hidden as in the run's training, or genes are taken out of the cell."
    },
    footer = {
      "",
      "Example:",
      "  polysome benchmark reconstruction cells.h5ad --run runs/wced -o results"
    })
final class BenchmarkReconstruction implements Runnable {

  @Mixin private Session session;
  @Mixin private JudgeOptions judge;

  @Override
  public void run() {
    judge.run(
        session,
        new ReconstructionSuite(),
        new JudgeOptions.Columns(Optional.empty(), Optional.empty()));
  }
}
