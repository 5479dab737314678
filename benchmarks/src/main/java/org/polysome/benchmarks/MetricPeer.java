package org.polysome.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Another library on the same cells, in a Python that has it.
 *
 * @param name {@value #SCIB_METRICS}, which makes the same metrics, or {@value #SCIKIT_LEARN},
 *     which makes some
 * @param python what to run
 * @param script {@code peers/metrics.py}
 */
record MetricPeer(String name, String python, Path script) {

  static final String SCIB_METRICS = "scib-metrics";
  static final String SCIKIT_LEARN = "scikit-learn";

  /** Seconds of each of its metrics. */
  Map<String, Double> seconds(SimulatedEmbedding data) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("polysome-metrics");
    try {
      data.write(folder);
      var builder = new ProcessBuilder(python, script.toString(), name, folder.toString());
      return read(PeerProcess.output(builder, name));
    } finally {
      for (String name : new String[] {"points.f32", "labels.i32", "batches.i32"}) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }

  /** Lines of a name, a tab and seconds. */
  static Map<String, Double> read(String output) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    output
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> seconds.put(parts[0], Double.valueOf(parts[1])));
    return seconds;
  }
}
