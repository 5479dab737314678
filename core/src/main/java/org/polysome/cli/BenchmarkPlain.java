package org.polysome.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.suite.SuiteKind;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * {@code polysome benchmark SUITE} of a suite that needs nothing but columns: its help and columns
 * are what the suite says of itself.
 */
@Command
final class BenchmarkPlain implements Runnable {

  private static final String LABEL = "--label";
  private static final String BATCH = "--batch";
  private static final String WRITES = " Writes results.json, results.csv and report.html.";

  @Mixin private Session session;
  @Mixin private JudgeOptions judge;
  @Spec private CommandSpec spec;

  private final SuiteKind.Plain plain;

  private BenchmarkPlain(SuiteKind.Plain plain) {
    this.plain = plain;
  }

  /** The command of a suite. */
  static CommandLine of(SuiteKind kind, SuiteKind.Plain plain) {
    var benchmark = new BenchmarkPlain(plain);
    var line = new CommandLine(benchmark);
    CommandSpec spec = line.getCommandSpec().name(kind.name());
    plain.label().ifPresent(column -> spec.addOption(option(LABEL, column)));
    plain.batch().ifPresent(column -> spec.addOption(option(BATCH, column)));
    spec.usageMessage()
        .description(description(plain.help()))
        .footer(
            "",
            "Example:",
            "  polysome benchmark %s %s -o results".formatted(kind.name(), plain.help().example()));
    return line;
  }

  private static String[] description(SuiteKind.Help help) {
    List<String> lines = new ArrayList<>(help.lines());
    lines.set(lines.size() - 1, lines.getLast() + WRITES);
    return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
  }

  private static OptionSpec option(String name, SuiteKind.Column column) {
    OptionSpec.Builder option =
        OptionSpec.builder(name)
            .type(String.class)
            .paramLabel("COL")
            .required(column.needed() && column.usual().isEmpty());
    String words = "Column of obs " + column.use();
    column.usual().ifPresent(option::defaultValue);
    return option
        .description(words + column.usual().map(" (default: %s)."::formatted).orElse("."))
        .build();
  }

  @Override
  public void run() {
    judge.run(session, plain.suite().get(), new JudgeOptions.Columns(column(LABEL), column(BATCH)));
  }

  private Optional<String> column(String name) {
    return Optional.ofNullable(spec.findOption(name))
        .flatMap(option -> Optional.<String>ofNullable(option.getValue()));
  }
}
