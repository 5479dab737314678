package org.polysome.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands that look at and rewrite files of cells. */
@Command(
    name = "data",
    description = "Look at and rewrite files of cells.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DataInspect.class, DataConvert.class})
final class Data implements Runnable {

  @Spec private CommandSpec spec;

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
