package org.polysome.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.corpus.Corpora;
import org.polysome.fault.UsageException;
import org.polysome.prepare.ObsQuery;
import org.polysome.random.Seeds;
import org.polysome.train.spec.DataSpec;
import org.polysome.train.spec.ValidationSpec;

/**
 * Which rows of the corpora are trained on and which are held out. A function of the plan's data
 * part, the seed and the cells' content: equal cells are on one side.
 *
 * @param training rows to train on, ascending
 * @param heldOut rows to validate on, ascending; empty if no cells are held out
 * @param test rows that are neither, ascending; empty if none are kept to be judged later
 */
record CellSplit(int[] training, int[] heldOut, int[] test) {

  private static final long PURPOSE = Seeds.of("validation split");
  private static final long FRACTION = Seeds.of("fraction of training cells");

  /**
   * Splits one or several corpora.
   *
   * @throws UsageException if the query matches no cell, the column or a group is not there, or one
   *     side is empty
   */
  static CellSplit of(Corpora corpora, DataSpec data, long seed) {
    int[] selected = selected(corpora, data);
    long splitSeed = Seeds.of(seed, PURPOSE);
    IntPredicate tested = HeldOut.of(corpora, data.test(), splitSeed, HeldOut.End.LAST);
    IntPredicate validated = HeldOut.of(corpora, data.validation(), splitSeed, HeldOut.End.FIRST);
    int[] test = IntStream.of(selected).filter(tested).toArray();
    int[] rest = IntStream.of(selected).filter(tested.negate()).toArray();
    int[] heldOut = IntStream.of(rest).filter(validated).toArray();
    int[] training = IntStream.of(rest).filter(validated.negate()).toArray();
    if (training.length == 0) {
      throw new UsageException(
          "data: all %d selected cells are held out by data.validation%s"
              .formatted(selected.length, test.length == 0 ? "" : " and data.test"));
    }
    requireSome("data.validation", data.validation(), heldOut, selected);
    requireSome("data.test", data.test(), test, selected);
    return new CellSplit(trainedOn(corpora, training, data, seed), heldOut, test);
  }

  /** How many are held out, and how many are kept to be judged later if there are any. */
  String heldOutWords() {
    String tested =
        test.length == 0 ? "" : String.format(Locale.ROOT, ", %,d to test", test.length);
    return String.format(Locale.ROOT, "%,d held out", heldOut.length) + tested;
  }

  /**
   * Lists the cells that are kept to be judged later in the folder of a new run: a line for each
   * with its source, a tab and its name, which {@code corpus build --selection} reads.
   */
  void writeTest(Path folder, Corpora corpora) {
    if (test.length > 0) {
      RunFolder.write(
          folder.resolve(RunFolder.TEST_CELLS),
          IntStream.of(test)
              .mapToObj(row -> corpora.sourceName(row) + "\t" + corpora.name(row) + "\n")
              .collect(Collectors.joining()));
    }
  }

  private static void requireSome(String key, ValidationSpec spec, int[] rows, int[] selected) {
    if (rows.length == 0 && !(spec instanceof ValidationSpec.None)) {
      throw new UsageException(
          "%s holds out none of the %d selected cells".formatted(key, selected.length));
    }
  }

  /** Which cells are held out does not depend on it, so that runs on fractions compare. */
  private static int[] trainedOn(Corpora corpora, int[] training, DataSpec data, long seed) {
    long fractionSeed = Seeds.of(seed, FRACTION);
    IntToDoubleFunction place = row -> Seeds.uniform(fractionSeed, corpora.contentHash(row));
    if (data.cells().isPresent()) {
      return first(training, data.cells().get(), place);
    }
    if (data.fraction() == 1) {
      return training;
    }
    int[] drawn =
        IntStream.of(training).filter(row -> place.applyAsDouble(row) < data.fraction()).toArray();
    if (drawn.length == 0) {
      throw new UsageException(
          "data.fraction: %s of %d cells leaves none to train on"
              .formatted(data.fraction(), training.length));
    }
    return drawn;
  }

  /** So many rows by their place; of equal cells the first rows. */
  private static int[] first(int[] rows, int count, IntToDoubleFunction place) {
    if (count > rows.length) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "data.cells: %,d cells are asked for, and there are %,d to train on; ask for fewer,"
                  + " or leave it out (data.cells=null) to train on all",
              count,
              rows.length));
    }
    double[] places = IntStream.of(rows).mapToDouble(place).toArray();
    Arrays.sort(places);
    double last = places[count - 1];
    int ties = count - notBelow(places, last);
    BitSet drawn = new BitSet();
    for (int row : rows) {
      double at = place.applyAsDouble(row);
      if (at < last || (at == last && ties-- > 0)) {
        drawn.set(row);
      }
    }
    return drawn.stream().toArray();
  }

  /** How many of ascending numbers are below one of them. */
  private static int notBelow(double[] ascending, double number) {
    int found = Arrays.binarySearch(ascending, number);
    while (found > 0 && ascending[found - 1] == number) {
      found--;
    }
    return found;
  }

  private static int[] selected(Corpora corpora, DataSpec data) {
    if (data.select().isEmpty()) {
      return IntStream.range(0, corpora.cells()).toArray();
    }
    BitSet matching = ObsQuery.parse(data.select().get()).matches(CorpusObs.frame(corpora));
    if (matching.isEmpty()) {
      throw new UsageException("data.select: no cell satisfies " + data.select().get());
    }
    return matching.stream().toArray();
  }
}
