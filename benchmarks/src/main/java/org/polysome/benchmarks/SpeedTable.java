package org.polysome.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.files.FileTree;
import org.polysome.progress.Progress;
import org.polysome.simulate.SimulationFile;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cells a second of 6 layers of width 256 on 512 tokens, in processes that are started as users
 * start them: variables of the environment count when the libraries load.
 */
final class SpeedTable {

  private static final int CELLS = 600;
  private static final int GENES = 5_000;
  private static final Map<String, String> LAUNCHER =
      Map.of(
          "OMP_WAIT_POLICY", "passive", "GOMP_SPINCOUNT", "1000", "OPENBLAS_THREAD_TIMEOUT", "4");

  private final Path folder;
  private final Path cells;

  private SpeedTable(Path folder, Path cells) {
    this.folder = folder;
    this.cells = cells;
  }

  /**
   * How a process is started.
   *
   * @param title what the row is called
   * @param variables those of the environment beside the launcher's
   * @param processes how many run at the same time; their cells are added up
   */
  private record Start(String title, Map<String, String> variables, int processes) {}

  private static final List<Start> STARTS =
      List.of(
          new Start("as the launcher starts it", Map.of(), 1),
          new Start("OMP_NUM_THREADS=1", Map.of("OMP_NUM_THREADS", "1"), 1),
          new Start("OPENBLAS_NUM_THREADS=1", Map.of("OPENBLAS_NUM_THREADS", "1"), 1),
          new Start("two processes of one thread", Map.of("OMP_NUM_THREADS", "1"), 2));

  /** A file of simulated cells. */
  static Path simulated() throws IOException {
    Path file = Files.createTempDirectory("polysome-benchmark").resolve("cells.h5ad");
    SimulationFile.write(
        SimulatedCorpus.simulation(CELLS, GENES), file, 2, false, Progress.silent());
    return file;
  }

  /** Prints the table of a file of cells. */
  static void print(Path cells) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("polysome-benchmark");
    try {
      CorpusBuilder.build(
          CorpusRequest.of(List.of(cells), folder.resolve("corpus")), Progress.silent());
      new SpeedTable(folder, cells).print();
    } finally {
      FileTree.delete(folder);
    }
  }

  private void print() throws IOException, InterruptedException {
    Map<Start, Double> training = new LinkedHashMap<>();
    System.out.printf("%-30s %-18s %10s %10s%n", "cells a second", "", "training", "embed");
    for (SpeedWorker.Form form : SpeedWorker.Form.values()) {
      for (Start start : STARTS) {
        SpeedWorker.Speeds speeds = run(start, form);
        if (form == SpeedWorker.Form.PLAIN) {
          training.put(start, speeds.training());
        }
        System.out.printf(
            Locale.ROOT,
            "%-30s %-18s %10.1f %10.1f%n",
            start.title(),
            form.title(),
            speeds.training(),
            speeds.embedding());
      }
    }
    double ours = training.getOrDefault(STARTS.getFirst(), 0.0);
    double ceiling = training.getOrDefault(STARTS.getLast(), 0.0);
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("name", "train").put("ours", ours).putObject("peers");
    line.put("ceiling", ceiling).putNull("ratio_to_best_peer");
    line.put("ratio_to_ceiling", ours / ceiling);
    System.out.println(line);
  }

  private SpeedWorker.Speeds run(Start start, SpeedWorker.Form form)
      throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < start.processes(); i++) {
      processes.add(process(start.variables(), form, folder.resolve("run-" + i)).start());
    }
    SpeedWorker.Speeds sum = new SpeedWorker.Speeds(0, 0);
    for (Process process : processes) {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(start.title() + ": a process failed: " + output);
      }
      sum = sum.plus(SpeedWorker.Speeds.parse(output));
    }
    return sum;
  }

  private ProcessBuilder process(Map<String, String> variables, SpeedWorker.Form form, Path run) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dorg.bytedeco.javacpp.logger=slf4j",
                "-cp",
                System.getProperty("java.class.path"),
                SpeedWorker.class.getName()));
    command.addAll(
        List.of(
            form.name(), folder.resolve("corpus").toString(), cells.toString(), run.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("OMP_") || name.startsWith("OPENBLAS_NUM"));
    builder.environment().putAll(LAUNCHER);
    builder.environment().putAll(variables);
    return builder;
  }
}
