package org.polysome.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.polysome.fault.Cancellation;
import org.polysome.progress.PrintedProgress;
import org.polysome.progress.Progress;
import org.polysome.provenance.Manifest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.PicocliException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code polysome}. Its annotation is the list of all commands; results go to standard
 * output, everything else to standard error.
 */
@Command(
    name = "polysome",
    description = "Transcriptomic foundation models: pretrain, embed, benchmark.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "New here? This goes the whole way on simulated cells, in minutes:",
      "  polysome quickstart",
      "Every command explains itself and has an example: polysome COMMAND --help"
    },
    subcommands = {
      Data.class,
      SimulateCommand.class,
      CorpusCommand.class,
      Quickstart.class,
      PretrainCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      TestCommand.class,
      EmbedCommand.class,
      ReconstructCommand.class,
      Benchmark.class,
      ReportCommand.class,
      RecipesCommand.class,
      Doctor.class,
    })
public final class Polysome implements Runnable {

  private final Cancellation cancellation;
  private final PrintStream errors;
  private final boolean terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "Show no progress; errors are still shown.")
  private boolean quiet;

  /**
   * The command for one process.
   *
   * @param cancellation asks a running command to stop
   * @param errors where progress and errors go
   * @param terminal whether a person watches that stream
   */
  Polysome(Cancellation cancellation, PrintStream errors, boolean terminal) {
    this.cancellation = cancellation;
    this.errors = errors;
    this.terminal = terminal;
  }

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    System.exit(process(StopSignal.Patience.USUAL, line -> {}, arguments));
  }

  /** Runs one command as the work of this process, which Ctrl-C and SIGTERM ask to stop. */
  static int process(
      StopSignal.Patience patience, Consumer<CommandLine> more, String... arguments) {
    Cancellation cancellation = new Cancellation();
    StopSignal stop = StopSignal.install(cancellation, System.err, patience);
    try {
      boolean terminal = Boolean.getBoolean("polysome.terminal");
      Polysome polysome = new Polysome(cancellation, System.err, terminal);
      return polysome.run(new FileOutputStream(FileDescriptor.out), more, arguments);
    } finally {
      stop.finished();
    }
  }

  /** Runs one command and returns its exit status; results go to the given stream. */
  int run(OutputStream results, String... arguments) {
    return run(results, line -> {}, arguments);
  }

  /** Runs one command of a command line that a test may have added to. */
  int run(OutputStream results, Consumer<CommandLine> more, String... arguments) {
    ExitStatus exit = new ExitStatus(errors);
    ResultStream stream = new ResultStream(results);
    PrintWriter out = new PrintWriter(stream, true, UTF_8);
    try {
      CommandLine line = new CommandLine(this);
      if (List.of(arguments).contains(Benchmark.NAME)) {
        // Other commands are spared the loading of all suites.
        Benchmark.addPlain(Objects.requireNonNull(line.getSubcommands().get(Benchmark.NAME)));
      }
      more.accept(line);
      int status = configure(line, exit).setOut(out).execute(arguments);
      out.flush();
      return status == 0 && stream.isDiskFull() ? exit.reportLostResults() : status;
    } catch (PicocliException | Error e) {
      return exit.report(e);
    }
  }

  private CommandLine configure(CommandLine line, ExitStatus exit) {
    return line.setErr(new PrintWriter(errors, true, UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(exit::reportUsage)
        .setExecutionExceptionHandler((fault, command, parsed) -> exit.report(fault, command))
        .setExitCodeExceptionMapper(exit::reportOurs);
  }

  /** The progress that commands show, silent if the person asked for quiet. */
  Progress progress() {
    return quiet
        ? Progress.silent(cancellation)
        : new PrintedProgress(errors, terminal, cancellation);
  }

  /** What a result of this process is made by, from now on. */
  Manifest manifest() {
    List<String> command = new ArrayList<>(List.of("polysome"));
    command.addAll(spec.commandLine().getParseResult().originalArgs());
    return Manifest.start(command);
  }

  /** Runs another command in this process, as quiet as this one, and returns its exit status. */
  int again(PrintWriter results, List<String> arguments) {
    Polysome next = new Polysome(cancellation, errors, terminal);
    List<String> typed = new ArrayList<>(arguments);
    if (quiet) {
      typed.add("--quiet");
    }
    return next.configure(new CommandLine(next), new ExitStatus(errors))
        .setOut(results)
        .execute(typed.toArray(String[]::new));
  }

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
