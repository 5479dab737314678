package org.polysome.train.embed;

import java.util.Optional;
import org.polysome.model.FittedModel;
import org.polysome.objective.ValueHead;
import org.polysome.tokenizer.Normalisation;
import org.polysome.tokenizer.Totals;
import org.polysome.train.Run;

/** Why hidden values cannot be asked of a run. */
final class ValueObstacle {

  private ValueObstacle() {}

  /** Why, in words that follow the name of the run; empty where they can. */
  static Optional<String> of(Run run) {
    if (run.plan().model() instanceof FittedModel) {
      return Optional.of("is fitted and predicts no values");
    }
    if (!isLogarithm(run.plan().tokenizer().normalisation())) {
      return Optional.of("has values that are no logarithms of one and a count");
    }
    return run.valueHead()
        .map(head -> of(run, head))
        .orElseGet(() -> Optional.of("has no objective that predicts values"));
  }

  private static Optional<String> of(Run run, ValueHead head) {
    boolean asTokenized =
        head.asked() == ValueHead.Asked.HIDDEN && head.unit() == ValueHead.Unit.VALUE;
    boolean ofTotals =
        run.plan().tokenizer().totals() == Totals.CELL
            && !(run.plan().tokenizer().normalisation() instanceof Normalisation.Median);
    return asTokenized || ofTotals
        ? Optional.empty()
        : Optional.of("has values that do not follow from a count and the total of its cell");
  }

  private static boolean isLogarithm(Normalisation normalisation) {
    return switch (normalisation) {
      case Normalisation.LibrarySize library -> library.log1p();
      case Normalisation.Median median -> median.log1p();
      case Normalisation.Log plain -> true;
      case Normalisation.Log2 other -> false;
      case Normalisation.Rank other -> false;
      case Normalisation.CellQuantiles other -> false;
      case Normalisation.None other -> false;
    };
  }
}
