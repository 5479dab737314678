package org.polysome.objective;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.nn.BuildContext;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Linear;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.objective.loss.Entropies;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/** {@link MaskedGenes} at work: only hidden tokens go through the matrix of all genes. */
final class MaskedGeneObjective implements Objective {

  private final MaskedGenes spec;
  private final Linear dense;
  private final LayerNorm norm;
  private final Tensor bias;
  private final Optional<Tensor> own;
  private final MeasuredTable measured;

  MaskedGeneObjective(MaskedGenes spec, ObjectiveContext context) {
    BuildContext build = context.build();
    int genes = build.sizes().genes();
    this.spec = spec;
    dense = Linear.of(build.in("dense"), build.width(), build.width());
    norm = new LayerNorm(build.in("norm"), build.width(), spec.epsilon());
    own = spec.tied() ? Optional.empty() : Optional.of(build.table("weight", genes, build.width()));
    bias = build.vectors("bias", 0, genes);
    measured = new MeasuredTable(context);
  }

  @Override
  public List<Term> terms() {
    return List.of(new Term("cross-entropy", 1).within(spec.name(), spec.weight()));
  }

  @Override
  public long[] counts(TokenBatch batch) {
    return new long[] {hidden(batch).positions().length};
  }

  @Override
  public List<Tensor> sums(Pass pass, long seed) {
    TokenBatch.Masked hidden = hidden(pass.batch());
    if (hidden.positions().length == 0) {
      return List.of(pass.tokens().sum().multiply(0.0));
    }
    long[] genes = Arrays.stream(hidden.genes()).asLongStream().toArray();
    Tensor truth = Tensors.of(genes, genes.length).to(pass.tokens().device());
    Tensor scores = ofMeasured(CountLikelihood.precise(scores(pass)), pass.batch());
    return List.of(cross(scores, truth).sum());
  }

  /** The score of every gene of the vocabulary for each hidden token (rows, genes). */
  Tensor scores(Pass pass) {
    Tensor positions = index(hidden(pass.batch()).positions(), pass.tokens());
    Tensor states = pass.tokens().flatten(0, 1).indexSelect(0, positions);
    Tensor read = norm.forward(spec.activation().apply(dense.forward(states)));
    Tensor vectors = own.orElseGet(pass::geneVectors);
    return Functions.linear(read, vectors, Optional.of(bias));
  }

  /** The scores, minus infinity for genes that the cell's source did not measure. */
  private Tensor ofMeasured(Tensor scores, TokenBatch batch) {
    int[] positions = hidden(batch).positions();
    int[] cells = IntStream.of(positions).map(place -> place / batch.tokens()).toArray();
    Tensor known = measured.of(batch, scores).indexSelect(0, index(cells, scores));
    return scores.maskedFill(known.equalTo(0), Double.NEGATIVE_INFINITY);
  }

  private Tensor cross(Tensor scores, Tensor truth) {
    if (spec.smoothing() == 0) {
      return Entropies.cross(scores, truth, 0);
    }
    // The smoothed part is the mean over genes that can be: minus infinity would spoil it.
    Tensor logs = scores.logSoftmax(1);
    Tensor impossible = logs.isFinite().not();
    Tensor possible = impossible.not().to(logs.type());
    Tensor mean = logs.maskedFill(impossible, 0).sum(1).divide(possible.sum(1));
    Tensor right = logs.gather(1, truth.unsqueeze(1)).squeeze(1);
    return right.multiply(spec.smoothing() - 1).add(mean, -spec.smoothing());
  }

  private static Tensor index(int[] numbers, Tensor like) {
    long[] index = Arrays.stream(numbers).asLongStream().toArray();
    return Tensors.of(index, index.length).to(like.device());
  }

  private static TokenBatch.Masked hidden(TokenBatch batch) {
    return batch
        .maskedGenes()
        .orElseThrow(() -> new IllegalArgumentException("a batch without hidden genes"));
  }
}
