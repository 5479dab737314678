package org.polysome.cli;

import java.io.PrintWriter;
import java.util.List;
import org.polysome.progress.Progress;
import org.polysome.provenance.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What every command needs of the process it runs in; mixed in with {@code @Mixin private Session
 * session}.
 */
@Command
final class Session {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Where results go: standard output. */
  PrintWriter results() {
    return command.commandLine().getOut();
  }

  /** The way to the person: lines, bars and the wish to stop, on standard error. */
  Progress progress() {
    return polysome().progress();
  }

  /** The manifest of a result that this command begins to make now. */
  Manifest manifest() {
    return polysome().manifest();
  }

  /** Runs another command in this process as if it had been typed, and returns its exit status. */
  int run(List<String> arguments) {
    return polysome().again(results(), arguments);
  }

  private Polysome polysome() {
    return (Polysome) command.root().userObject();
  }
}
