package org.polysome.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of benchmark suites. */
@Command(
    name = "benchmark",
    description = "Judge embeddings, of Polysome or of any other tool.",
    synopsisSubcommandLabel = "SUITE",
    subcommands = {
      BenchmarkAnnotation.class,
      BenchmarkIntegration.class,
      BenchmarkClustering.class,
      BenchmarkGeneRelationships.class,
      BenchmarkPerturbationMap.class,
      BenchmarkPerturbationClassification.class,
      BenchmarkReconstruction.class
    })
final class Benchmark implements Runnable {

  @Spec private CommandSpec spec;

  /** Without a suite: which there are. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
