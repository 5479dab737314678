package org.polysome.cli;

import org.polysome.suite.SuiteKind;
import org.polysome.suite.Suites;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of benchmark suites: those with options of their own, and all others. */
@Command(
    name = Benchmark.NAME,
    description = "Judge embeddings, of Polysome or of any other tool.",
    synopsisSubcommandLabel = "SUITE",
    subcommands = {
      BenchmarkAnnotation.class,
      BenchmarkIntegration.class,
      BenchmarkGeneRelationships.class,
      BenchmarkPerturbationMap.class
    })
final class Benchmark implements Runnable {

  static final String NAME = "benchmark";

  @Spec private CommandSpec spec;

  /** Adds the suites that need nothing but columns. */
  static void addPlain(CommandLine benchmark) {
    for (SuiteKind kind : Suites.ALL) {
      kind.plain().ifPresent(plain -> benchmark.addSubcommand(BenchmarkPlain.of(kind, plain)));
    }
  }

  /** Without a suite: which there are. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
