package org.polysome.train.embed;

import java.util.Locale;
import java.util.Optional;
import org.polysome.objective.ValueHead;
import org.polysome.tokenizer.Normalisation;
import org.polysome.tokenizer.Totals;
import org.polysome.train.Reconstruction;
import org.polysome.train.Run;

/** On which scale predicted expression is, in words. */
final class ExpressionScale {

  private ExpressionScale() {}

  /** The words. */
  static String of(Run run, Reconstruction how) {
    return switch (how.unit()) {
      case VALUE -> values(run);
      case COUNT -> "counts, expected at the total of the cell";
      case BIN -> "mean number of the bin among the cell's values, 0 for zero";
    };
  }

  private static String values(Run run) {
    String total = run.plan().tokenizer().totals() == Totals.CELL ? "" : " of the cell's tokens";
    return switch (run.plan().tokenizer().normalisation()) {
      case Normalisation.LibrarySize(double sum, boolean log1p, boolean plusOne) ->
          (log1p ? "log1p of counts per " : "counts per ") + number(sum) + total;
      case Normalisation.Log plain -> "log1p of counts";
      case Normalisation.Log2(double sum, Optional<Double> cap) ->
          "log2 of one plus counts per "
              + number(sum)
              + total
              + cap.map(most -> ", at most " + number(most)).orElse("");
      case Normalisation.Median median ->
          (median.log1p() ? "log1p of counts per " : "counts per ")
              + number(median.targetSum())
              + total
              + ", divided by the median of the gene";
      case Normalisation.Rank rank -> "rank of the count among the cell's, as a share";
      case Normalisation.CellQuantiles(int bins) ->
          "bin of the count among the cell's, 1 to " + bins + ", 0 for zero";
      case Normalisation.None none -> "counts";
    };
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }

  /** Whether the prediction of a head is asked one by one, in words. */
  static String question(ValueHead.Asked asked) {
    return switch (asked) {
      case WHOLE_CELLS -> "from the whole cell, of which nothing is hidden";
      case HIDDEN -> "each value hidden while it is predicted, the rest of the cell shown";
    };
  }
}
