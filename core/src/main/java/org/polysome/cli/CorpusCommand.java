package org.polysome.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands around the store of training cells. */
@Command(
    name = "corpus",
    description = "Build and look at a corpus, the memory-mapped store of training cells.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CorpusBuildCommand.class, CorpusInfoCommand.class})
final class CorpusCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
