package org.polysome.suite;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.random.Seeds;
import org.polysome.suite.map.Grouping;

/**
 * The cells of a file that are judged: those with a label, of classes that are large enough.
 *
 * @param rows their places in the file, ascending
 * @param names their names
 * @param labels their classes
 * @param batches their batches, where cells are split by them
 * @param keys a number for each that follows from its content
 * @param withoutLabel how many cells of the file have no label
 * @param smallClasses classes that were left out, with their sizes
 */
record JudgedCells(
    int[] rows,
    List<String> names,
    Grouping labels,
    Optional<Grouping> batches,
    long[] keys,
    int withoutLabel,
    Map<String, Integer> smallClasses) {

  /** The fewest cells a class can be split with: four to learn from and one to be tested. */
  static final int LEAST = 5;

  /**
   * Chooses the cells.
   *
   * @param keys a number for each cell of the file
   * @param most how many cells at most, chosen by their keys
   */
  static JudgedCells choose(AnnDataFile file, AnnotationSettings settings, long[] keys, int most) {
    Grouping labels = Grouping.of(file, settings.label());
    Optional<Grouping> batches = settings.batch().map(column -> Grouping.of(file, column));
    int[] labelled =
        IntStream.range(0, keys.length)
            .filter(cell -> labels.codes()[cell] != Grouping.MISSING)
            .toArray();
    int[] sampled = sample(labelled, keys, most);
    Grouping chosen = labels.select(sampled);
    int[] sizes = chosen.sizes();
    Map<String, Integer> small = new TreeMap<>();
    for (int group = 0; group < sizes.length; group++) {
      if (sizes[group] < LEAST) {
        small.put(chosen.names().get(group), sizes[group]);
      }
    }
    int[] rows =
        IntStream.range(0, sampled.length)
            .filter(i -> sizes[chosen.codes()[i]] >= LEAST)
            .map(i -> sampled[i])
            .toArray();
    return new JudgedCells(
        rows,
        IntStream.of(rows).mapToObj(file.obs().index()::get).toList(),
        labels.select(rows),
        batches.map(grouping -> grouping.select(rows)),
        IntStream.of(rows).mapToLong(row -> keys[row]).toArray(),
        keys.length - labelled.length,
        small);
  }

  private static int[] sample(int[] cells, long[] keys, int most) {
    if (cells.length <= most) {
      return cells;
    }
    long purpose = Seeds.of("judged cells");
    return Arrays.stream(cells)
        .boxed()
        .sorted(Comparator.comparingLong((Integer cell) -> Seeds.of(purpose, keys[cell])))
        .limit(most)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  int size() {
    return rows.length;
  }
}
