package org.polysome.backbone;

import java.util.ArrayList;
import java.util.List;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * The linear recurrence {@code h_t = a_t h_(t-1) + b_t} along the tokens of (cells, tokens, ...):
 * all segments of eight tokens step by step side by side, each from zero; then the segments' ends
 * one after the other; then every token at once gets its share of what came before its segment.
 * That are two steps of eight instead of 64, each over eight times as many numbers. No gradients.
 */
final class LinearScan {

  private static final int SEGMENT = 8;

  private final Tensor factors;
  private final Tensor states;
  private final boolean reversed;

  /** Factors become products of factors, and terms become states, in place. */
  private LinearScan(Tensor factors, Tensor terms, boolean reversed) {
    this.factors = segmented(factors);
    this.states = segmented(terms);
    this.reversed = reversed;
  }

  /**
   * The states of all tokens, from the first on.
   *
   * @param factors a (cells, tokens, channels, states)
   * @param terms b of that shape
   * @param start the state before the first token (cells, channels, states)
   */
  static Tensor forward(Tensor factors, Tensor terms, Tensor start) {
    long length = factors.size(1);
    return new LinearScan(whole(factors, 1), whole(terms, 0), false).run(start, length);
  }

  /**
   * What gradients do: {@code g_t = b_t + a_(t+1) g_(t+1)}, from the last token on.
   *
   * @param later {@code a_(t+1) g_(t+1)} of the last token (cells, channels, states)
   */
  static Tensor backward(Tensor factors, Tensor terms, Tensor later) {
    long length = factors.size(1);
    Tensor one = Tensors.full(1, factors.type(), factors.device(), factors.select(1, 0).shape());
    Tensor next =
        Tensors.concatenate(List.of(factors.narrow(1, 1, length - 1), one.unsqueeze(1)), 1);
    return new LinearScan(whole(next, 1), whole(terms, 0), true).run(later, length);
  }

  /** A copy, filled up to whole segments. */
  private static Tensor whole(Tensor values, double filler) {
    long missing = Math.floorMod(-values.size(1), SEGMENT);
    if (missing == 0) {
      return values.copy().contiguous();
    }
    long[] shape = values.shape();
    shape[1] = missing;
    Tensor filling = Tensors.full(filler, values.type(), values.device(), shape);
    return Tensors.concatenate(List.of(values, filling), 1);
  }

  private static Tensor segmented(Tensor values) {
    return values.reshape(
        values.size(0), values.size(1) / SEGMENT, SEGMENT, values.size(2), values.size(3));
  }

  private Tensor run(Tensor start, long length) {
    for (int i = 1; i < SEGMENT; i++) {
      int now = at(i, SEGMENT);
      int before = at(i - 1, SEGMENT);
      states.select(2, now).addProductInPlace(factors.select(2, now), states.select(2, before), 1);
      factors.select(2, now).multiplyInPlace(factors.select(2, before));
    }
    states.addProductInPlace(factors, starts(start).unsqueeze(2), 1);
    return states.flatten(1, 2).narrow(1, 0, length);
  }

  /** The state before each segment (cells, segments, channels, states). */
  private Tensor starts(Tensor start) {
    int segments = (int) states.size(1);
    int last = at(SEGMENT - 1, SEGMENT);
    List<Tensor> starts = new ArrayList<>();
    Tensor state = start;
    for (int i = 0; i < segments; i++) {
      int segment = at(i, segments);
      starts.add(reversed ? 0 : i, state);
      Tensor product = factors.select(1, segment).select(1, last);
      state = states.select(1, segment).select(1, last).add(product.multiply(state));
    }
    return Tensors.stack(starts, 1);
  }

  private int at(int step, int steps) {
    return reversed ? steps - 1 - step : step;
  }
}
