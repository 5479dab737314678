package org.polysome.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.files.FileTree;
import org.polysome.progress.Progress;

/**
 * Cells a second of 6 layers of width 256 on 512 tokens, in processes that are started as users
 * start them: variables of the environment count when the libraries load.
 */
final class SpeedTable {

  private static final Set<String> THREADS = Set.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS");

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
   * @param variables those that say how many threads there are; the others are those that {@code
   *     benchmarks/run} sets as the launcher does
   * @param processes how many run at the same time; their cells are added up
   */
  private record Start(String title, Map<String, String> variables, int processes) {}

  private static final List<Start> STARTS =
      List.of(
          new Start("as the launcher starts it", Map.of(), 1),
          new Start("OMP_NUM_THREADS=1", Map.of("OMP_NUM_THREADS", "1"), 1),
          new Start("OPENBLAS_NUM_THREADS=1", Map.of("OPENBLAS_NUM_THREADS", "1"), 1),
          new Start("two processes of one thread", Map.of("OMP_NUM_THREADS", "1"), 2));

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
    Optional<TorchPeer> peer = TorchPeer.of(folder.resolve("corpus"));
    Map<String, Double> peers = new LinkedHashMap<>();
    Map<Start, Double> training = new LinkedHashMap<>();
    System.out.printf("%-30s %-20s %10s %10s%n", "cells a second", "", "training", "embed");
    for (SpeedWorker.Form form : SpeedWorker.Form.values()) {
      for (Start start : STARTS) {
        SpeedWorker.Speeds speeds = run(start, form);
        if (form == SpeedWorker.Form.PLAIN) {
          training.put(start, speeds.training());
        }
        print(start.title(), form, speeds);
      }
      if (peer.isPresent()) {
        for (int batch : TorchPeer.BATCHES) {
          SpeedWorker.Speeds speeds = peer.get().speeds(form, batch);
          if (form == SpeedWorker.Form.PLAIN) {
            peers.put("pytorch-batch-" + batch, speeds.training());
          }
          print("PyTorch eager, batch " + batch, form, speeds);
        }
      }
    }
    double ours = training.getOrDefault(STARTS.getFirst(), 0.0);
    double ceiling = training.getOrDefault(STARTS.getLast(), 0.0);
    System.out.println(BenchmarkLine.ofSpeed("train", ours, peers, ceiling).text());
  }

  private static void print(String title, SpeedWorker.Form form, SpeedWorker.Speeds speeds) {
    System.out.printf(
        Locale.ROOT,
        "%-30s %-20s %10.1f %10.1f%n",
        title,
        form.title(),
        speeds.training(),
        speeds.embedding());
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

  /**
   * A process as this one is started, but for the variables that say how many threads there are.
   */
  private ProcessBuilder process(Map<String, String> variables, SpeedWorker.Form form, Path run) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            SpeedWorker.class.getName(),
            form.name(),
            folder.resolve("corpus").toString(),
            cells.toString(),
            run.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeAll(THREADS);
    builder.environment().putAll(variables);
    return builder;
  }
}
