package org.polysome.objective;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.objective.loss.Entropies;
import org.polysome.tensor.Device;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** The losses over hidden values. */
final class ValueTerms {

  private ValueTerms() {}

  /**
   * A function of the first score, as a prediction, and the true value.
   *
   * @param zeros whether values that are zero take part
   */
  record NumberTerm(Term term, boolean zeros, Link link, BinaryOperator<Tensor> error)
      implements ValueTerm {

    @Override
    public boolean applies(float value) {
      return zeros || value != 0;
    }

    @Override
    public Tensor elements(Tensor scores, HiddenValues hidden) {
      Tensor found = link.apply(scores.select(1, 0));
      return error.apply(found, numbers(hidden.values(), scores));
    }
  }

  /** The cross entropy of a softmax over the bins of values. */
  record BinEntropy(ValueBins bins, double smoothing) implements ValueTerm {

    @Override
    public Term term() {
      return new Term("cross-entropy", 1);
    }

    @Override
    public boolean applies(float value) {
      return true;
    }

    @Override
    public Tensor elements(Tensor scores, HiddenValues hidden) {
      return Entropies.cross(scores, classes(hidden, bins, scores.device()), smoothing);
    }
  }

  /** The focal loss of a softmax over the bins of values. */
  record BinFocal(ValueBins bins, double gamma, boolean asPublished) implements ValueTerm {

    @Override
    public Term term() {
      return new Term("focal", 1);
    }

    @Override
    public boolean applies(float value) {
      return true;
    }

    @Override
    public Tensor elements(Tensor scores, HiddenValues hidden) {
      Tensor classes = classes(hidden, bins, scores.device());
      return Entropies.focal(scores, classes, gamma, asPublished);
    }
  }

  /** The squared error of the mean under a softmax over the bins of values. */
  record Expected(ValueBins bins) implements ValueTerm {

    @Override
    public Term term() {
      return new Term("token-value", 1);
    }

    @Override
    public boolean applies(float value) {
      return true;
    }

    @Override
    public Tensor elements(Tensor scores, HiddenValues hidden) {
      Tensor values = numbers(bins.values(), scores);
      return expected(scores, values, classes(hidden, bins, scores.device()));
    }

    /** The error, given what each class is worth. */
    static Tensor expected(Tensor scores, Tensor values, Tensor classes) {
      Tensor found = scores.softmax(1).multiply(values).sum(1);
      return found.subtract(values.indexSelect(0, classes)).square();
    }
  }

  /** Whether the value is zero, by the second score. */
  record IsZero(double weight, Optional<Double> gamma, boolean asPublished) implements ValueTerm {

    @Override
    public Term term() {
      return new Term("is-zero", weight);
    }

    @Override
    public boolean applies(float value) {
      return true;
    }

    @Override
    public Tensor elements(Tensor scores, HiddenValues hidden) {
      float[] zero = new float[hidden.size()];
      for (int row = 0; row < zero.length; row++) {
        zero[row] = hidden.values()[row] == 0 ? 1 : 0;
      }
      Tensor truths = numbers(zero, scores);
      Tensor logits = scores.select(1, 1);
      if (asPublished) {
        return Entropies.bernoulli(logits.sigmoid(), truths.negate().add(1.0));
      }
      return gamma
          .map(exponent -> Entropies.binaryFocal(logits, truths, exponent, false))
          .orElseGet(() -> Functions.binaryCrossEntropy(logits, truths));
    }
  }

  /** Minus the logarithm of the probability of the raw counts. */
  record CountTerm(boolean zeroInflated) implements ValueTerm {

    // exp of this is far above any count and far below what overflows
    private static final double LARGEST_LOG = 30;

    @Override
    public Term term() {
      return new Term(zeroInflated ? "zero-inflated-negative-binomial" : "negative-binomial", 1);
    }

    @Override
    public boolean applies(float value) {
      return true;
    }

    @Override
    public Tensor elements(Tensor scores, HiddenValues hidden) {
      Tensor counts = numbers(hidden.counts(), scores);
      Tensor plain =
          CountLikelihood.negativeBinomial(
              counts, positive(scores.select(1, 0)), positive(scores.select(1, 1)));
      return (zeroInflated
              ? CountLikelihood.zeroInflated(counts, plain, scores.select(1, 2))
              : plain)
          .negate();
    }

    static Tensor positive(Tensor logs) {
      return logs.clamp(-LARGEST_LOG, LARGEST_LOG).exp();
    }
  }

  private static Tensor numbers(float[] numbers, Tensor like) {
    return Tensors.of(numbers, numbers.length).to(like.device()).to(like.type());
  }

  private static Tensor classes(HiddenValues hidden, ValueBins bins, Device device) {
    long[] classes = Arrays.stream(hidden.classes(bins)).asLongStream().toArray();
    return Tensors.of(classes, classes.length).to(device);
  }
}
