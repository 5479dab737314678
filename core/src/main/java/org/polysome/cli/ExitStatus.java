package org.polysome.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.polysome.fault.PolysomeException;
import org.polysome.files.IoFaults;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What becomes of a fault: the one place that turns exceptions into lines on standard error and an
 * exit status.
 */
final class ExitStatus {

  static final int USAGE = 1;
  static final int OURS = 3;
  static final int ENVIRONMENT = 4;

  private final PrintStream errors;

  ExitStatus(PrintStream errors) {
    this.errors = errors;
  }

  /** Reports arguments that do not fit, with the nearest known ones. */
  int reportUsage(ParameterException fault, String[] arguments) {
    if (fault.getCause() instanceof PolysomeException cause) {
      return report(cause, fault.getCommandLine());
    }
    CommandLine command = fault.getCommandLine();
    say(
        fault instanceof UnmatchedArgumentException unmatched
            ? unknown(unmatched, command)
            : firstLine(textOf(fault)));
    errors.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  /** Reports what ended a command, with settings called as the command calls them. */
  int report(Throwable fault, CommandLine command) {
    if (fault instanceof PolysomeException known) {
      say(SettingNames.in(textOf(known), command.getCommandSpec()));
      return known.exitStatus();
    }
    return report(fault);
  }

  /** Reports what ended the process. Only a fault of ours shows where it happened. */
  int report(Throwable fault) {
    return switch (fault) {
      case PolysomeException known -> {
        say(textOf(known));
        yield known.exitStatus();
      }
      case UncheckedIOException io when IoFaults.isDiskFull(causeOf(io)) -> {
        say("disk full: " + causeOf(io).getMessage());
        yield ENVIRONMENT;
      }
      case OutOfMemoryError full -> {
        say("out of memory (%s)".formatted(full.getMessage()));
        errors.println(
            "Use a smaller batch or a larger machine, or set POLYSOME_HEAP if the Java heap is what"
                + " ran out.");
        yield ENVIRONMENT;
      }
      case LinkageError missing -> {
        say("a native library cannot be loaded: " + missing.getMessage());
        errors.println("`polysome doctor` says what is wrong with this machine.");
        yield ENVIRONMENT;
      }
      default -> {
        fault.printStackTrace(errors);
        yield reportOurs(fault);
      }
    };
  }

  /** Reports a fault of ours whose stack trace is on standard error already. */
  int reportOurs(Throwable fault) {
    say("a fault of Polysome itself, not of your data: " + fault);
    errors.println(
        "Please report it with the lines above: https://github.com/polysome/polysome/issues");
    return OURS;
  }

  /** Says that results did not arrive, which a script would not notice otherwise. */
  int reportLostResults() {
    say("disk full: standard output is incomplete");
    return ENVIRONMENT;
  }

  private static IOException causeOf(UncheckedIOException fault) {
    return Objects.requireNonNull(fault.getCause());
  }

  private static String unknown(UnmatchedArgumentException fault, CommandLine command) {
    String argument = fault.getUnmatched().getFirst();
    String kind = "unexpected argument ";
    if (argument.startsWith("-")) {
      kind = "unknown option ";
    } else if (!command.getSubcommands().isEmpty()) {
      kind = "unknown command ";
    }
    String meant =
        fault.getSuggestions().stream().findFirst().map("; did you mean %s?"::formatted).orElse("");
    return kind + argument + meant;
  }

  private void say(String message) {
    errors.println("polysome: " + message);
  }

  private static String textOf(Throwable fault) {
    return Objects.requireNonNullElse(fault.getMessage(), fault.getClass().getSimpleName());
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("the arguments do not fit");
  }
}
