package org.polysome.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Scores beside what they should be compared with. */
final class Ratios {

  /** Tokenised cells a second of one core: what a large model on one graphics card consumes. */
  private static final double CELLS_PER_SECOND = 25_000;

  private Ratios() {}

  /** A line for every score that has something to be compared with, measured in the same run. */
  static List<String> lines(List<Measured> all) {
    return all.stream().flatMap(one -> line(one, all).stream()).toList();
  }

  private static Optional<String> line(Measured one, List<Measured> all) {
    return switch (one.benchmark()) {
      case "LoaderBenchmark.tokenise", "LoaderBenchmark.load" ->
          Optional.of(
              text(
                  "%s: %,.0f cells a second and core, %.2f of the target of %,.0f",
                  one.benchmark(), one.score(), one.score() / CELLS_PER_SECOND, CELLS_PER_SECOND));
      case "TrainBenchmark.step" ->
          products(one, all)
              .map(
                  products ->
                      text(
                          "%s %s: %.1f ms, its matrix products alone %.1f ms: ratio %.2f",
                          one.benchmark(),
                          one.parameters().getOrDefault("size", ""),
                          one.score(),
                          products.score(),
                          products.score() / one.score()));
      default -> Optional.empty();
    };
  }

  private static Optional<Measured> products(Measured step, List<Measured> all) {
    Stream<Measured> products = all.stream().filter(one -> one.isOf("TrainBenchmark.products"));
    return products.filter(one -> one.parameters().equals(step.parameters())).findFirst();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
