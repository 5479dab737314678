package org.polysome.suite;

import java.util.Arrays;
import java.util.BitSet;
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
public record JudgedCells(
    int[] rows,
    List<String> names,
    Grouping labels,
    Optional<Grouping> batches,
    long[] keys,
    int withoutLabel,
    Map<String, Integer> smallClasses) {

  /** The one class of cells where no label was asked for. */
  private static final String UNLABELLED = "all cells";

  /**
   * How many cells are judged.
   *
   * @param most at most, chosen by their keys
   * @param leastOfClass classes with fewer are left out
   * @param among the cells that may be judged
   */
  record Sizes(int most, int leastOfClass, BitSet among) {}

  /**
   * Chooses the cells.
   *
   * @param keys a number for each cell of the file
   * @param sizes how many cells at most and in each class at least
   */
  static JudgedCells choose(
      AnnDataFile file, BenchmarkSettings settings, long[] keys, Sizes sizes) {
    Grouping labels =
        settings
            .label()
            .map(column -> Grouping.of(file, column))
            .orElseGet(() -> new Grouping("", List.of(UNLABELLED), new int[keys.length]));
    Optional<Grouping> batches = settings.batch().map(column -> Grouping.of(file, column));
    int[] labelled =
        IntStream.range(0, keys.length)
            .filter(cell -> sizes.among.get(cell) && labels.codes()[cell] != Grouping.MISSING)
            .toArray();
    int[] sampled = sample(labelled, keys, sizes.most);
    Grouping chosen = labels.select(sampled);
    int[] counts = chosen.sizes();
    Map<String, Integer> small = new TreeMap<>();
    for (int group = 0; group < counts.length; group++) {
      if (counts[group] < sizes.leastOfClass) {
        small.put(chosen.names().get(group), counts[group]);
      }
    }
    int[] rows =
        IntStream.range(0, sampled.length)
            .filter(i -> counts[chosen.codes()[i]] >= sizes.leastOfClass)
            .map(i -> sampled[i])
            .toArray();
    return new JudgedCells(
        rows,
        IntStream.of(rows).mapToObj(file.obs().index()::get).toList(),
        labels.select(rows),
        batches.map(grouping -> grouping.select(rows)),
        IntStream.of(rows).mapToLong(row -> keys[row]).toArray(),
        sizes.among.cardinality() - labelled.length,
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

  /** How many there are. */
  public int size() {
    return rows.length;
  }

  /** The places of all of them. */
  public int[] all() {
    return IntStream.range(0, size()).toArray();
  }
}
