package org.polysome.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.polysome.fault.DataException;
import org.polysome.fault.PolysomeException;
import org.polysome.fault.UsageException;
import org.polysome.suite.ResultRow;
import org.polysome.suite.ResultsFolder;

/**
 * Variants of a recipe beside each other, from one folder of results whose runs are called {@code
 * VARIANT-SEED}: means over the seeds, and what each variant gains over the first of the same seed.
 *
 * @param rows the results
 */
record VariantComparison(List<ResultRow> rows) {

  private static final String HEAD =
      """
      | split | metric | variant | seeds | mean | against %s | 95 %% interval |
      |---|---|---|---|---|---|---|
      """;

  /** What one line is about. */
  private record Key(String split, String metric) {}

  /** Prints the comparison of a folder of results. */
  public static void main(String[] arguments) {
    try {
      if (arguments.length != 1) {
        throw new UsageException("usage: variant-comparison RESULTS");
      }
      Path folder = Path.of(arguments[0]);
      System.out.print(new VariantComparison(ResultsFolder.readResults(folder).results()).table());
    } catch (PolysomeException fault) {
      System.err.println("variant-comparison: " + fault.getMessage());
      System.exit(fault.exitStatus());
    }
  }

  /**
   * The comparison as a Markdown table.
   *
   * @throws DataException if a run is not called {@code VARIANT-SEED}, or variants differ in seeds
   */
  String table() {
    Map<Key, Map<String, Map<String, Double>>> values = values();
    Optional<String> first =
        values.values().stream().findFirst().map(variants -> variants.keySet().iterator().next());
    StringBuilder text =
        new StringBuilder(HEAD.formatted(first.orElseThrow(() -> new DataException("no results"))));
    values.forEach(
        (key, variants) ->
            variants.forEach((variant, seeds) -> text.append(line(key, variant, variants))));
    return text.toString();
  }

  /** By split and metric, then by variant, then by seed. */
  private Map<Key, Map<String, Map<String, Double>>> values() {
    Map<Key, Map<String, Map<String, Double>>> values = new LinkedHashMap<>();
    for (ResultRow row : rows) {
      int dash = row.embedding().lastIndexOf('-');
      if (dash < 0) {
        throw new DataException("%s is not called VARIANT-SEED".formatted(row.embedding()));
      }
      if (row.value().isPresent()) {
        values
            .computeIfAbsent(new Key(row.group(), row.metric()), unused -> new LinkedHashMap<>())
            .computeIfAbsent(row.embedding().substring(0, dash), unused -> new TreeMap<>())
            .put(row.embedding().substring(dash + 1), row.value().getAsDouble());
      }
    }
    return values;
  }

  private static String line(Key key, String variant, Map<String, Map<String, Double>> variants) {
    Map<String, Double> reference = variants.values().iterator().next();
    Map<String, Double> own = variants.getOrDefault(variant, Map.of());
    if (!own.keySet().equals(reference.keySet())) {
      throw new DataException(
          "%s has seeds %s, but the first variant has %s"
              .formatted(variant, own.keySet(), reference.keySet()));
    }
    PairedDifference gain = PairedDifference.of(numbers(own), numbers(reference));
    boolean isFirst = own.equals(reference) && variants.keySet().iterator().next().equals(variant);
    String interval =
        gain.half().isPresent()
            ? format(
                "%+.4f to %+.4f",
                gain.mean() - gain.half().getAsDouble(), gain.mean() + gain.half().getAsDouble())
            : "-";
    List<String> cells = new ArrayList<>(List.of(key.split, key.metric, variant));
    cells.add(Integer.toString(own.size()));
    cells.add(format("%.4f", SeedScores.mean(numbers(own))));
    cells.add(isFirst ? "" : format("%+.4f", gain.mean()));
    cells.add(isFirst ? "" : interval);
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static double[] numbers(Map<String, Double> seeds) {
    return seeds.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static String format(String pattern, Object... numbers) {
    return String.format(Locale.ROOT, pattern, numbers);
  }
}
