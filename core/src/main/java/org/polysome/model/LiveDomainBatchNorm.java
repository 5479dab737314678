package org.polysome.model;

import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.fault.UsageException;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Mode;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/** {@link EmbeddingNorm.DomainBatchNorm} at work. */
final class LiveDomainBatchNorm implements TokenNorm {

  private final EmbeddingNorm.DomainBatchNorm spec;
  private final Tensor means;
  private final Tensor variances;
  private final Optional<Tensor> scales;
  private final Optional<Tensor> shifts;

  LiveDomainBatchNorm(EmbeddingNorm.DomainBatchNorm spec, BuildContext context) {
    long[] shape = {context.labels(spec.column()), context.width()};
    var store = context.parameters();
    this.spec = spec;
    means = store.buffer("running-mean", numbers(0, context, shape));
    variances = store.buffer("running-variance", numbers(1, context, shape));
    scales = spec.affine() ? Optional.of(context.vectors("weight", 1, shape)) : Optional.empty();
    shifts = spec.affine() ? Optional.of(context.vectors("bias", 0, shape)) : Optional.empty();
  }

  private static Tensor numbers(double number, BuildContext context, long[] shape) {
    return Tensors.full(number, ElementType.FLOAT32, context.parameters().device(), shape);
  }

  @Override
  public Tensor forward(Tensor tokens, ModelBatch batch, Mode mode) {
    Tensor codes = batch.labels(spec.column());
    return mode == Mode.TRAINING
        ? trained(tokens.to(ElementType.FLOAT32), batch, codes.toInts())
        : running(tokens, codes);
  }

  private Tensor trained(Tensor tokens, ModelBatch batch, int[] codes) {
    int[] labels = IntStream.of(codes).distinct().sorted().toArray();
    if (labels[0] == TokenBatch.NO_LABEL) {
      throw new UsageException(
          "a cell to train on has no label in column '%s', which model.embedding-norm needs; leave"
                  .formatted(spec.column())
              + " such cells out with data.select");
    }
    if (labels.length == 1) {
      return ofLabel(tokens, batch.present(), labels[0]);
    }
    Tensor all = Tensors.zeros(tokens.type(), tokens.device(), tokens.shape());
    for (int label : labels) {
      Tensor rows = rows(codes, label, tokens);
      Tensor normed =
          ofLabel(
              tokens.indexSelect(0, rows),
              batch.present().map(present -> present.indexSelect(0, rows)),
              label);
      Tensor index = rows.reshape(-1, 1, 1).expand(normed.shape());
      all = all.scatter(0, index, normed);
    }
    return all;
  }

  private static Tensor rows(int[] codes, int label, Tensor tokens) {
    long[] rows =
        IntStream.range(0, codes.length).filter(i -> codes[i] == label).asLongStream().toArray();
    return Tensors.of(rows, rows.length).to(tokens.device());
  }

  /** Normalises cells of one label by what they are, and remembers it. */
  private Tensor ofLabel(Tensor tokens, Optional<Tensor> present, int label) {
    long width = tokens.size(2);
    Tensor rows = tokens.reshape(-1, width);
    Tensor weights =
        present
            .filter(mask -> !spec.asPublished())
            .map(mask -> mask.to(tokens.type()).reshape(-1, 1))
            .orElseGet(() -> Tensors.full(1, tokens.type(), tokens.device(), rows.size(0), 1));
    Tensor count = weights.sum();
    Tensor mean = rows.multiply(weights).sum(0).divide(count);
    Tensor centred = rows.subtract(mean);
    Tensor squares = centred.square().multiply(weights).sum(0);
    remember(label, mean, squares.divide(count.add(-1.0).atLeast(1)));
    Tensor normed = centred.divide(squares.divide(count).add(spec.epsilon()).sqrt());
    Tensor code = Tensors.of(new long[] {label}, 1).to(tokens.device());
    return affine(normed.reshape(tokens.shape()), code);
  }

  private void remember(int label, Tensor mean, Tensor variance) {
    try (NoGradient frozen = new NoGradient()) {
      means.select(0, label).lerpInPlace(mean.detach(), spec.momentum());
      variances.select(0, label).lerpInPlace(variance.detach(), spec.momentum());
    }
  }

  private Tensor running(Tensor tokens, Tensor codes) {
    Tensor known = codes.greaterThan(TokenBatch.NO_LABEL).unsqueeze(1);
    Tensor rows = codes.to(ElementType.INT64).clamp(0, means.size(0) - 1);
    Tensor pooledMean = means.mean(0);
    Tensor pooled = variances.mean(0).add(means.subtract(pooledMean).square().mean(0));
    Tensor mean = Tensors.where(known, means.indexSelect(0, rows), pooledMean).unsqueeze(1);
    Tensor variance = Tensors.where(known, variances.indexSelect(0, rows), pooled).unsqueeze(1);
    Tensor normed = tokens.subtract(mean).divide(variance.add(spec.epsilon()).sqrt());
    return affine(normed, rows);
  }

  /** By scale and shift of each cell's label, given one code for all cells or one for each. */
  private Tensor affine(Tensor normed, Tensor codes) {
    Tensor scaled = normed;
    if (scales.isPresent() && shifts.isPresent()) {
      scaled =
          normed
              .multiply(scales.get().indexSelect(0, codes).unsqueeze(1))
              .add(shifts.get().indexSelect(0, codes).unsqueeze(1));
    }
    return scaled;
  }
}
