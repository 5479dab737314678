package org.polysome.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.polysome.fault.PolysomeException;

/** Seconds of each metric and peak memory for growing numbers of simulated cells. */
final class MetricsBenchmark {

  private static final List<Integer> SIZES = List.of(10_000, 50_000, 100_000);
  private static final int LARGEST = 500_000;

  private final List<MetricPeer> peers;
  private double ours;
  private double ceiling;
  private OptionalDouble theirs = OptionalDouble.empty();

  private MetricsBenchmark(List<MetricPeer> peers) {
    this.peers = peers;
  }

  /**
   * Prints the times.
   *
   * @param arguments {@code --all} for 500,000 cells as well, which peers are spared: they would
   *     take hours
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("benchmarks.home", "benchmarks"), "peers/metrics.py");
    var benchmark =
        new MetricsBenchmark(
            Optional.ofNullable(System.getenv("PEER_PYTHON")).stream()
                .flatMap(
                    python ->
                        Stream.of(MetricPeer.SCIB_METRICS, MetricPeer.SCIKIT_LEARN)
                            .map(name -> new MetricPeer(name, python, script)))
                .toList());
    try {
      MetricTimes.of(SimulatedEmbedding.of(SIZES.getFirst() / 2));
      for (int size : SIZES) {
        benchmark.compare(size);
      }
      String line = benchmark.json();
      if (List.of(arguments).contains("--all")) {
        benchmark.measure(SimulatedEmbedding.of(LARGEST));
      }
      System.out.println(line);
    } catch (PolysomeException fault) {
      System.err.println("metrics: " + fault.getMessage());
      System.exit(fault.exitStatus());
    }
  }

  private void compare(int size) throws IOException, InterruptedException {
    SimulatedEmbedding data = SimulatedEmbedding.of(size);
    measure(data);
    for (MetricPeer peer : peers) {
      double seconds = print(peer.name(), size, peer.seconds(data));
      if (peer.name().equals(MetricPeer.SCIB_METRICS)) {
        theirs = OptionalDouble.of(seconds);
      }
    }
  }

  private void measure(SimulatedEmbedding data) throws IOException {
    double before = ours;
    ceiling = MetricTimes.ceiling(data);
    MetricTimes times = MetricTimes.of(data);
    ours = print("polysome", data.batches().length, times.seconds());
    System.out.printf(
        Locale.ROOT,
        "  %.1f s of processors, %.1f times the time before; bare pass %.2f s; peak memory %s%n",
        times.cpu(),
        before == 0 ? 1 : ours / before,
        ceiling,
        peakMemory());
  }

  private static double print(String name, int size, Map<String, Double> seconds) {
    System.out.printf(Locale.ROOT, "%s, %,d cells%n", name, size);
    seconds.forEach(
        (metric, time) -> System.out.printf(Locale.ROOT, "  %-48s %9.2f s%n", metric, time));
    double total = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    System.out.printf(Locale.ROOT, "  %-48s %9.2f s%n", "total", total);
    return total;
  }

  /** The most memory this process ever had in use, where the system tells. */
  private static String peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.substring("VmHWM:".length()).strip())
        .findFirst()
        .orElse("unknown");
  }

  /** Seconds at the last size compared; a ratio is how many times fewer ours are. */
  private String json() {
    Map<String, Double> peers = new HashMap<>();
    theirs.ifPresent(seconds -> peers.put(MetricPeer.SCIB_METRICS, seconds));
    OptionalDouble ratio =
        theirs.isPresent() ? OptionalDouble.of(theirs.getAsDouble() / ours) : theirs;
    return new BenchmarkLine("metrics", ours, peers, ceiling, ratio, ceiling / ours).text();
  }
}
