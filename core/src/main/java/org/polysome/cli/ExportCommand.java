package org.polysome.cli;

import java.nio.file.Path;
import org.polysome.published.PublishedExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code polysome export}. */
@Command(
    name = "export",
    description = {
      "Write the weights of an imported run back under the names that its project gives them.",
      "A run that was trained from an imported one (pretrain --init-from) is written in the same"
          + " way, if it knows the same genes."
    },
    footer = {"", "Example:", "  polysome export runs/scgpt-tuned -o scGPT_tuned"})
final class ExportCommand implements Runnable {

  @Mixin private Session session;
  @Mixin private OutputOptions output;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
  private Path run;

  @Override
  public void run() {
    PublishedExport.write(run, output.output(), output.force(), session.progress());
  }
}
