package org.polysome.tensor;

import java.util.Optional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/** The engine's functions that layers and losses are made of. */
public final class Functions {

  private Functions() {}

  /**
   * {@code input . weight^T + bias}.
   *
   * @param input (..., in)
   * @param weight (out, in)
   * @param bias (out)
   * @return (..., out)
   */
  public static Tensor linear(Tensor input, Tensor weight, Optional<Tensor> bias) {
    return Tensor.made(
        () ->
            bias.isPresent()
                ? torch.linear(input.pointer(), weight.pointer(), optional(bias))
                : torch.linear(input.pointer(), weight.pointer()));
  }

  /**
   * Rows of a table.
   *
   * @param table (rows, width)
   * @param indices row numbers, of any shape
   * @return (indices' shape, width)
   */
  public static Tensor embedding(Tensor table, Tensor indices) {
    return Tensor.made(() -> torch.embedding(table.pointer(), indices.pointer()));
  }

  /** Mean zero and variance one over the last dimension, then times weight plus bias, if any. */
  public static Tensor layerNorm(
      Tensor input, Tensor weight, Optional<Tensor> bias, double epsilon) {
    return Tensor.made(
        () ->
            torch.layer_norm(
                input.pointer(),
                new long[] {weight.size(0)},
                optional(Optional.of(weight)),
                optional(bias),
                epsilon,
                true));
  }

  /** Zeroes elements with a probability and scales the others up, by the engine's generator. */
  public static Tensor dropout(Tensor input, double probability) {
    return Tensor.made(() -> torch.dropout(input.pointer(), probability, true));
  }

  /** {@code x * Phi(x)} with the exact error function. */
  public static Tensor gelu(Tensor input) {
    return Tensor.made(() -> torch.gelu(input.pointer()));
  }

  /** {@link #gelu} by the hyperbolic tangent: {@code x (1 + tanh(...)) / 2}. */
  public static Tensor geluTanh(Tensor input) {
    return Tensor.made(() -> torch.gelu(input.pointer(), "tanh"));
  }

  /** {@code x / (1 + exp(-x))}. */
  public static Tensor silu(Tensor input) {
    return Tensor.made(() -> torch.silu(input.pointer()));
  }

  /** {@code x} above zero, {@code exp(x) - 1} below. */
  public static Tensor elu(Tensor input) {
    return Tensor.made(() -> torch.elu(input.pointer()));
  }

  /** {@code max(x, 0)}. */
  public static Tensor relu(Tensor input) {
    return Tensor.made(() -> torch.relu(input.pointer()));
  }

  /** {@code x} above zero, {@code slope * x} below. */
  public static Tensor leakyRelu(Tensor input, double slope) {
    return Tensor.made(() -> torch.leaky_relu(input.pointer(), new Scalar(slope)));
  }

  /** The sine of each number. */
  public static Tensor sin(Tensor input) {
    return Tensor.made(() -> torch.sin(input.pointer()));
  }

  /** The cosine of each number. */
  public static Tensor cos(Tensor input) {
    return Tensor.made(() -> torch.cos(input.pointer()));
  }

  /** {@code log(1 + exp(x))}. */
  public static Tensor softplus(Tensor input) {
    return Tensor.made(() -> torch.softplus(input.pointer()));
  }

  /** {@code log(1 / (1 + exp(-x)))}, precise for any x. */
  public static Tensor logSigmoid(Tensor input) {
    return Tensor.made(() -> torch.log_sigmoid(input.pointer()));
  }

  /**
   * {@code x} above zero, {@code slope * x} below.
   *
   * @param slope one number, or one for each channel
   */
  public static Tensor prelu(Tensor input, Tensor slope) {
    return Tensor.made(() -> torch.prelu(input.pointer(), slope.pointer()));
  }

  /** The logarithm of the gamma function. */
  public static Tensor logGamma(Tensor input) {
    return Tensor.made(() -> torch.lgamma(input.pointer()));
  }

  /**
   * {@code softmax(query . key^T / sqrt(dim) + mask) . value} by the engine's own kernel. On a
   * processor its products, also those of the backward pass, run inside the engine's parallel
   * region; matrix products have one thread from then on ({@link Engine#narrowProducts()}).
   *
   * @param query (cells, heads, tokens, dim), as are key and value
   * @param mask added to the scores, broadcast to (cells, heads, tokens, tokens)
   * @param dropout probability with which a weight is dropped; 0 outside training
   */
  public static Tensor attention(
      Tensor query, Tensor key, Tensor value, Optional<Tensor> mask, double dropout) {
    if (query.device().equals(Device.CPU)) {
      Engine.narrowProducts();
    }
    return Tensor.made(
        () ->
            torch.scaled_dot_product_attention(
                query.pointer(),
                key.pointer(),
                value.pointer(),
                optional(mask),
                dropout,
                false,
                new DoubleOptional(),
                false));
  }

  /**
   * Rows scaled to Euclidean length 1.
   *
   * @param rows (..., width)
   * @param shortest a row that is shorter is divided by this instead of its length
   */
  public static Tensor unitLength(Tensor rows, double shortest) {
    Tensor lengths =
        Tensor.made(
            () -> rows.pointer().norm(new ScalarOptional(new Scalar(2)), new long[] {-1}, true));
    return Tensor.made(() -> rows.pointer().div(lengths.pointer().clamp_min(new Scalar(shortest))));
  }

  /**
   * A convolution along the tokens, padded with zeros on both sides.
   *
   * @param input (cells, channels, tokens)
   * @param weight (channels out, channels in / groups, kernel)
   * @param bias (channels out), if any
   * @param stride tokens from one output to the next
   * @param padding zeros on either side
   * @param groups of channels that do not mix
   */
  public static Tensor convolution(
      Tensor input, Tensor weight, Optional<Tensor> bias, int stride, int padding, int groups) {
    return Tensor.made(
        () ->
            torch.conv1d(
                input.pointer(),
                weight.pointer(),
                optional(bias),
                new long[] {stride},
                new long[] {padding},
                new long[] {1},
                groups));
  }

  /**
   * The mean over windows of tokens (cells, channels, tokens) to (cells, channels, windows): window
   * i reaches from {@code floor(i tokens / windows)} to below {@code ceil((i + 1) tokens /
   * windows)}.
   */
  public static Tensor averagePool(Tensor input, int windows) {
    return Tensor.made(() -> torch.adaptive_avg_pool1d(input.pointer(), windows));
  }

  /**
   * The largest of every {@code window} tokens (cells, channels, tokens); the last may be fewer.
   */
  public static Tensor maxPool(Tensor input, int window) {
    long[] size = {window};
    return Tensor.made(
        () -> torch.max_pool1d(input.pointer(), size, size, new long[] {0}, new long[] {1}, true));
  }

  /**
   * How many edges are not above each value.
   *
   * @param edges (rows, edges), ascending in each row
   * @param values (rows, values)
   * @return counts of the values' shape, 64-bit integers
   */
  public static Tensor edgesAtOrBelow(Tensor edges, Tensor values) {
    return Tensor.made(
        () ->
            torch.searchsorted(
                edges.contiguous().pointer(),
                values.contiguous().pointer(),
                false,
                true,
                new StringViewOptional(),
                new TensorOptional()));
  }

  /**
   * Sum over rows of the cross entropy of softmax scores.
   *
   * @param scores (rows, classes)
   * @param classes (rows), 64-bit integers
   * @param ignored the class code whose rows count nothing
   */
  public static Tensor crossEntropySum(Tensor scores, Tensor classes, long ignored) {
    return Tensor.made(
        () ->
            torch.cross_entropy_loss(
                scores.pointer(),
                classes.pointer(),
                new TensorOptional(),
                Reduction.Sum.value,
                ignored,
                0.0));
  }

  /** Cross entropy of sigmoid scores with targets in [0, 1], element by element. */
  public static Tensor binaryCrossEntropy(Tensor scores, Tensor targets) {
    return Tensor.made(
        () ->
            torch.binary_cross_entropy_with_logits(
                scores.pointer(),
                targets.pointer(),
                new TensorOptional(),
                new TensorOptional(),
                Reduction.None.value));
  }

  private static TensorOptional optional(Optional<Tensor> tensor) {
    return tensor
        .map(present -> new TensorOptional(present.pointer()))
        .orElseGet(TensorOptional::new);
  }
}
