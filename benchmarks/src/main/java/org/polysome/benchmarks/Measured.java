package org.polysome.benchmarks;

import java.util.Map;

/**
 * A score of a benchmark.
 *
 * @param benchmark class and method, such as {@code LoaderBenchmark.load}
 * @param parameters its parameters by name
 * @param score in the unit of the benchmark
 */
record Measured(String benchmark, Map<String, String> parameters, double score) {

  Measured {
    parameters = Map.copyOf(parameters);
  }

  boolean isOf(String name) {
    return benchmark.equals(name);
  }
}
