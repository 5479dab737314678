package org.polysome.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code settings} of the results of a benchmark: what was asked for, and what was met in each
 * input.
 *
 * @param description what the suite does, in a sentence
 * @param label the {@code obs} column of labels
 * @param batch the {@code obs} column of batches
 * @param baselines what was judged beside the embeddings
 * @param seeds how often whatever is random was repeated
 * @param seed from which those seeds follow
 * @param protocol how the suite judges, in named facts
 * @param inputs what was met
 */
public record BenchmarkRecord(
    String description,
    Optional<String> label,
    Optional<String> batch,
    Baselines baselines,
    int seeds,
    long seed,
    Map<String, String> protocol,
    List<InputRecord> inputs) {

  /** Copies, in order. */
  public BenchmarkRecord {
    protocol = Collections.unmodifiableMap(new LinkedHashMap<>(protocol));
    inputs = List.copyOf(inputs);
  }

  /** Of a suite that judged by some settings. */
  public static BenchmarkRecord of(
      BenchmarkSettings settings,
      String description,
      Map<String, String> protocol,
      List<InputRecord> inputs) {
    return new BenchmarkRecord(
        description,
        settings.label(),
        settings.batch(),
        settings.baselines(),
        settings.seeds(),
        settings.seed(),
        protocol,
        inputs);
  }
}
