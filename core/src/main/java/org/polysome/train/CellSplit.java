package org.polysome.train;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.polysome.corpus.Corpora;
import org.polysome.corpus.LabelColumn;
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
 */
record CellSplit(int[] training, int[] heldOut) {

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
    IntPredicate held = heldOut(corpora, data.validation(), seed);
    int[] heldOut = IntStream.of(selected).filter(held).toArray();
    int[] training = IntStream.of(selected).filter(held.negate()).toArray();
    if (training.length == 0) {
      throw new UsageException(
          "data: all %d selected cells are held out by data.validation".formatted(selected.length));
    }
    if (heldOut.length == 0 && !(data.validation() instanceof ValidationSpec.None)) {
      throw new UsageException(
          "data.validation holds out none of the %d selected cells".formatted(selected.length));
    }
    return new CellSplit(fraction(corpora, training, data, seed), heldOut);
  }

  /** Which cells are held out does not depend on it, so that runs on fractions compare. */
  private static int[] fraction(Corpora corpora, int[] training, DataSpec data, long seed) {
    if (data.fraction() == 1) {
      return training;
    }
    long fractionSeed = Seeds.of(seed, FRACTION);
    int[] drawn =
        IntStream.of(training)
            .filter(row -> Seeds.uniform(fractionSeed, corpora.contentHash(row)) < data.fraction())
            .toArray();
    if (drawn.length == 0) {
      throw new UsageException(
          "data.fraction: %s of %d cells leaves none to train on"
              .formatted(data.fraction(), training.length));
    }
    return drawn;
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

  private static IntPredicate heldOut(Corpora corpora, ValidationSpec spec, long seed) {
    long splitSeed = Seeds.of(seed, PURPOSE);
    return switch (spec) {
      case ValidationSpec.None none -> row -> false;
      case ValidationSpec.Fraction(double share) ->
          row -> Seeds.uniform(splitSeed, corpora.contentHash(row)) < share;
      case ValidationSpec.Column column -> {
        LabelColumn labels = corpora.labels(column.name());
        BitSet groups = groups(labels, column, splitSeed);
        yield row -> labels.codes()[row] >= 0 && groups.get(labels.codes()[row]);
      }
    };
  }

  private static BitSet groups(LabelColumn labels, ValidationSpec.Column column, long seed) {
    BitSet groups = new BitSet();
    if (!column.values().isEmpty()) {
      for (String value : column.values()) {
        int code = labels.categories().indexOf(value);
        if (code < 0) {
          throw new UsageException(
              "data.validation: column '%s' has no '%s'; there are %s"
                  .formatted(column.name(), value, String.join(", ", labels.categories())));
        }
        groups.set(code);
      }
      return groups;
    }
    Set<Integer> present = new HashSet<>();
    Arrays.stream(labels.codes()).filter(code -> code >= 0).forEach(present::add);
    List<Integer> drawn =
        present.stream()
            .sorted(
                Comparator.comparingDouble(
                    code -> Seeds.uniform(seed, Seeds.of(labels.categories().get(code)))))
            .limit((long) Math.ceil(column.share() * present.size()))
            .toList();
    drawn.forEach(groups::set);
    return groups;
  }
}
