package org.polysome.tensor;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many threads the matrix library (OpenBLAS) may use for one float32 product.
 *
 * <p>Its threads are its own and know nothing of the engine's. A product that the engine asks for
 * inside one of its parallel regions, as fused attention does for every head, forward and backward,
 * therefore gets one: with two on two cores, 89 % of the time went into waiting and a step took
 * fifteen times as long. A product that stands alone may use as many as the engine, if the
 * environment lets waiting threads sleep.
 *
 * @param asked what the user set, {@code OPENBLAS_NUM_THREADS}, which is always kept
 * @param resting whether waiting threads of the library sleep ({@code OPENBLAS_THREAD_TIMEOUT} is
 *     set, which is the launcher's business). Else they spin for milliseconds after each product
 *     and take the cores from the engine's own threads: a step that needs 0.2 s was seen to take 4
 *     s
 */
public record MatrixThreads(OptionalInt asked, boolean resting) {

  /** The variable with which a user chooses a number. */
  static final String VARIABLE = "OPENBLAS_NUM_THREADS";

  /** The rule that an environment makes. A value that is no positive number counts as absent. */
  public static MatrixThreads of(Map<String, String> environment) {
    return new MatrixThreads(
        number(environment.getOrDefault(VARIABLE, "")),
        environment.containsKey("OPENBLAS_THREAD_TIMEOUT"));
  }

  private static OptionalInt number(String text) {
    try {
      int number = Integer.parseInt(text.strip());
      return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /**
   * Threads of a product that stands alone.
   *
   * @param engine threads of the engine
   */
  public int alone(int engine) {
    return asked.orElse(resting ? engine : 1);
  }

  /** Threads of a product inside a parallel region of the engine. */
  public int nested() {
    return asked.orElse(1);
  }

  /** What to tell a user whose setting slows attention down. */
  public Optional<String> warning() {
    return asked.stream()
        .filter(threads -> threads > 1)
        .mapToObj(
            threads ->
                "%s=%d is kept, but attention calls the matrix library from within the engine's own threads, and is many times slower than with one; without %s more are used where they help"
                    .formatted(VARIABLE, threads, VARIABLE))
        .findFirst();
  }
}
