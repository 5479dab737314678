package org.polysome.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polysome.nn.Layer;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;

/** {@link Wced} at work. */
final class WcedObjective implements Objective {

  private static final int VALUE = 0;
  private static final int ZERO = 1;
  private static final int OUTPUTS = 2;

  private final Wced spec;
  private final int vocabulary;
  private final Layer decoder;
  private final Tensor measured;
  private final long[] measuredGenes;

  WcedObjective(Wced spec, ObjectiveContext context) {
    MeasuredGenes table = context.measured();
    this.spec = spec;
    this.vocabulary = table.vocabulary();
    this.decoder = spec.decoder().build(context.build().in("decoder"), OUTPUTS);
    // Not a buffer: it belongs to the corpus, and a run that starts from these weights has its own.
    this.measured = Tensors.of(table.toBytes(), table.sources(), vocabulary).to(context.device());
    this.measuredGenes = new long[table.sources()];
    Arrays.setAll(measuredGenes, source -> table.row(source).cardinality());
  }

  @Override
  public List<Term> terms() {
    List<Term> terms = new ArrayList<>();
    for (GeneSet set : spec.genes()) {
      Term value = new Term(set.label() + ".mse", spec.valueWeight());
      Term zero = new Term(set.label() + ".is-zero", spec.zeroWeight());
      terms.add(value.within(spec.name(), spec.weight()));
      terms.add(zero.within(spec.name(), spec.weight()));
    }
    return terms;
  }

  @Override
  public long[] counts(TokenBatch batch) {
    WholeTargets targets = new WholeTargets(batch, vocabulary);
    long all = Arrays.stream(batch.sources()).mapToLong(source -> measuredGenes[source]).sum();
    long[] counts = new long[2 * spec.genes().size()];
    for (int i = 0; i < spec.genes().size(); i++) {
      GeneSet set = spec.genes().get(i);
      counts[2 * i] = set.count(targets.seen(), targets.inputSeen());
      counts[2 * i + 1] = set.count(all, targets.inputGenes());
    }
    return counts;
  }

  @Override
  public List<Tensor> sums(Pass pass, long seed) {
    Tensor scores = decoder.forward(pass.cells(), pass.mode());
    return sums(scores.to(ElementType.FLOAT32), pass.batch());
  }

  /** The sum of each term, given (cells, genes, 2) scores: the value, and the logit of zero. */
  List<Tensor> sums(Tensor scores, TokenBatch batch) {
    WholeTargets targets = new WholeTargets(batch, vocabulary);
    Tensor values = targets.values(scores.device());
    Tensor zero = values.equalTo(0).to(ElementType.FLOAT32);
    Tensor seen = zero.negate().add(1.0);
    Tensor errors = scores.select(2, VALUE).subtract(values).square().multiply(seen);
    Tensor entropies = Functions.binaryCrossEntropy(scores.select(2, ZERO), zero);
    Tensor input = targets.input(scores.device());
    Tensor known = measured(batch, scores);
    List<Tensor> sums = new ArrayList<>();
    for (GeneSet set : spec.genes()) {
      Tensor mask = set.mask(known, input);
      sums.add(errors.multiply(mask).sum());
      sums.add(entropies.multiply(mask).sum());
    }
    return sums;
  }

  private Tensor measured(TokenBatch batch, Tensor scores) {
    long[] sources = Arrays.stream(batch.sources()).asLongStream().toArray();
    Tensor index = Tensors.of(sources, sources.length).to(scores.device());
    return measured.indexSelect(0, index).to(ElementType.FLOAT32);
  }
}
