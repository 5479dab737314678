package org.polysome.objective;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * What the scores of hidden values say.
 *
 * @param unit what a number is
 * @param of from (rows, outputs) scores to (rows) numbers
 */
record ValueReading(ValueHead.Unit unit, UnaryOperator<Tensor> of) {

  /** The first score is the value. */
  static ValueReading first(Link link) {
    return new ValueReading(ValueHead.Unit.VALUE, scores -> link.apply(scores.select(1, 0)));
  }

  /** The first score is the logarithm of the expected count. */
  static ValueReading logOfCount() {
    return new ValueReading(
        ValueHead.Unit.COUNT, scores -> ValueTerms.CountTerm.positive(scores.select(1, 0)));
  }

  /**
   * The mean of what the classes are worth, under a softmax of the scores; empty where that is no
   * value of the cell.
   */
  static Optional<ValueReading> expected(ValueBins bins) {
    return bins.ofValues()
        ? Optional.of(new ValueReading(ValueHead.Unit.VALUE, scores -> expectation(scores, bins)))
        : Optional.empty();
  }

  /** The same with numbers of bins where a class is worth no value of the cell. */
  static ValueReading expectedOrBin(ValueBins bins) {
    return expected(bins)
        .orElseGet(() -> new ValueReading(ValueHead.Unit.BIN, scores -> expectation(scores, bins)));
  }

  /**
   * The first score is the value, unless the second says that it is more likely zero.
   *
   * @param ofSeen whether the second is the logit of the value not being zero
   */
  static ValueReading unlessZero(boolean ofSeen) {
    return new ValueReading(
        ValueHead.Unit.VALUE,
        scores -> {
          Tensor logits = ofSeen ? scores.select(1, 1).negate() : scores.select(1, 1);
          return scores.select(1, 0).maskedFill(logits.greaterThan(0), 0);
        });
  }

  private static Tensor expectation(Tensor scores, ValueBins bins) {
    Tensor worth = Tensors.of(bins.values(), bins.bins() + 1).to(scores.device());
    return scores.softmax(1).multiply(worth.to(scores.type())).sum(1);
  }

  /**
   * The head that predicts the hidden values of a batch.
   *
   * @param scores of the hidden values (rows, outputs)
   */
  ValueHead ofHidden(BiFunction<Pass, HiddenValues, Tensor> scores) {
    return new ValueHead(
        ValueHead.Asked.HIDDEN,
        unit,
        pass -> apply(scores.apply(pass, HiddenValues.of(pass.batch()))));
  }

  /** The numbers that a batch's scores say, in float32 at least. */
  Tensor apply(Tensor scores) {
    return of.apply(CountLikelihood.precise(scores));
  }
}
