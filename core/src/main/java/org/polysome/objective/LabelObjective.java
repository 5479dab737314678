package org.polysome.objective;

import java.util.List;
import java.util.stream.IntStream;
import org.polysome.nn.Layer;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.objective.loss.GradientReversal;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/** {@link Label} at work. */
final class LabelObjective implements Objective {

  private final Label spec;
  private final LabelDictionary labels;
  private final Layer decoder;

  LabelObjective(Label spec, ObjectiveContext context) {
    this.spec = spec;
    this.labels = context.labels(spec.column());
    this.decoder =
        spec.decoder()
            .build(context.build().in("decoder"), context.cellWidth(), spec.task().outputs(labels));
  }

  @Override
  public List<Term> terms() {
    return List.of(new Term(spec.task().term(), 1).within(spec.name(), spec.weight()));
  }

  @Override
  public long[] counts(TokenBatch batch) {
    return new long[] {labelled(codes(batch)).length};
  }

  @Override
  public List<Tensor> sums(Pass pass, long seed) {
    int[] codes = codes(pass.batch());
    int[] known = IntStream.of(labelled(codes)).map(row -> codes[row]).toArray();
    if (known.length == 0) {
      return List.of(pass.cells().sum().multiply(0.0));
    }
    Tensor scores = CountLikelihood.precise(scores(pass));
    return List.of(spec.task().elements(scores, new LabelTargets(known, labels)).sum());
  }

  /** The scores of the labelled cells (cells, outputs). */
  Tensor scores(Pass pass) {
    long[] rows = IntStream.of(labelled(codes(pass.batch()))).asLongStream().toArray();
    Tensor index = Tensors.of(rows, rows.length).to(pass.cells().device());
    return decoder.forward(reversed(pass.cells().indexSelect(0, index)), pass.mode());
  }

  private Tensor reversed(Tensor cells) {
    return spec.reverseGradient() == 0 ? cells : GradientReversal.of(cells, spec.reverseGradient());
  }

  private int[] codes(TokenBatch batch) {
    int[] codes = batch.labels().get(spec.column());
    if (codes == null) {
      throw new IllegalArgumentException("a batch without labels of " + spec.column());
    }
    return codes;
  }

  private int[] labelled(int[] codes) {
    return IntStream.range(0, codes.length)
        .filter(
            row -> codes[row] != TokenBatch.NO_LABEL && !labels.members().get(codes[row]).isEmpty())
        .toArray();
  }
}
