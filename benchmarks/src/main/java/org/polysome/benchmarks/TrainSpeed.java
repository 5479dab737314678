package org.polysome.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.polysome.fault.PolysomeException;

/** Speed of training and embedding at one and at two threads. */
final class TrainSpeed {

  private static final int CELLS = 64;
  private static final int GENES = 20_000;
  private static final int TABLE_CELLS = 600;
  private static final int TABLE_GENES = 5_000;

  private TrainSpeed() {}

  /**
   * Prints the speeds, and one JSON line last.
   *
   * @param arguments {@code --quick} for a few steps of every recipe (or of those named behind it),
   *     which fails where two threads are slower than 0.9 of one; else the h5ad of cells to train
   *     on and embed (simulated ones if none is named)
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> asked = List.of(arguments);
    try {
      if (!asked.isEmpty() && asked.getFirst().equals("--quick")) {
        System.exit(quick(asked.subList(1, asked.size())) ? 0 : 1);
      }
      if (asked.isEmpty()) {
        try (SimulatedCorpus cells = SimulatedCorpus.of(TABLE_CELLS, TABLE_GENES)) {
          SpeedTable.print(cells.file());
        }
      } else {
        SpeedTable.print(Path.of(asked.getFirst()));
      }
    } catch (PolysomeException fault) {
      System.err.println("train: " + fault.getMessage());
      System.exit(fault.exitStatus());
    }
  }

  /** Whether two threads are fast enough for every recipe. */
  private static boolean quick(List<String> asked) {
    List<String> recipes = asked.isEmpty() ? RecipeSteps.names() : asked;
    double worst = Double.POSITIVE_INFINITY;
    System.out.printf("%-28s %12s %12s %8s%n", "recipe", "1 thread, s", "2 threads, s", "ratio");
    try (SimulatedCorpus cells = SimulatedCorpus.labelled(CELLS, GENES, RecipeSteps.columns())) {
      for (String recipe : recipes) {
        RecipeSteps.Times times = new RecipeSteps(recipe, cells.folder().resolve("corpus")).take();
        worst = Math.min(worst, times.ratio());
        System.out.printf(
            Locale.ROOT,
            "%-28s %12.3f %12.3f %8.2f%s%n",
            recipe,
            times.one(),
            times.two(),
            times.ratio(),
            times.ratio() < RecipeSteps.ACCEPTED ? "  SLOWER" : "");
      }
    }
    System.out.println(BenchmarkLine.ofSpeed("train-quick", worst, 2).text());
    return worst >= RecipeSteps.ACCEPTED;
  }
}
