package org.polysome.train;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.polysome.corpus.Corpora;
import org.polysome.corpus.LabelColumn;
import org.polysome.fault.UsageException;
import org.polysome.prepare.ObsQuery;
import org.polysome.random.Seeds;
import org.polysome.train.spec.ValidationSpec;

/**
 * Which cells are held out of training. Validation and test take them from the two ends of one
 * random order, so that neither depends on the other and shares are exact beside each other.
 */
final class HeldOut {

  /** Of the random order of cells, or of groups. */
  enum End {
    /** Where validation takes its cells. */
    FIRST,
    /** Where the test takes its cells. */
    LAST
  }

  private HeldOut() {}

  /**
   * Whether a row is held out.
   *
   * @param splitSeed of the random order
   * @throws UsageException if a column or a group is not there
   */
  static IntPredicate of(Corpora corpora, ValidationSpec spec, long splitSeed, End end) {
    return switch (spec) {
      case ValidationSpec.None none -> row -> false;
      case ValidationSpec.Fraction(double share) ->
          row -> {
            double place = Seeds.uniform(splitSeed, corpora.contentHash(row));
            return end == End.FIRST ? place < share : place >= 1 - share;
          };
      case ValidationSpec.Column column -> {
        LabelColumn labels = corpora.labels(column.name());
        BitSet groups = groups(labels, column, splitSeed, end);
        yield row -> labels.codes()[row] >= 0 && groups.get(labels.codes()[row]);
      }
      case ValidationSpec.Query(String where) -> {
        BitSet chosen = ObsQuery.parse(where).matches(CorpusObs.frame(corpora));
        yield chosen::get;
      }
    };
  }

  private static BitSet groups(
      LabelColumn labels, ValidationSpec.Column column, long seed, End end) {
    BitSet groups = new BitSet();
    if (!column.values().isEmpty()) {
      for (String value : column.values()) {
        int code = labels.categories().indexOf(value);
        if (code < 0) {
          throw new UsageException(
              "data.%s: column '%s' has no '%s'; there are %s"
                  .formatted(
                      end == End.FIRST ? "validation" : "test",
                      column.name(),
                      value,
                      String.join(", ", labels.categories())));
        }
        groups.set(code);
      }
      return groups;
    }
    Comparator<Integer> order =
        Comparator.comparingDouble(
            code -> Seeds.uniform(seed, Seeds.of(labels.categories().get(code))));
    List<Integer> present =
        Arrays.stream(labels.codes()).filter(code -> code >= 0).distinct().boxed().toList();
    present.stream()
        .sorted(end == End.FIRST ? order : order.reversed())
        .limit((long) Math.ceil(column.share() * present.size()))
        .forEach(groups::set);
    return groups;
  }
}
