package org.polysome.objective;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.decoder.Mlp;
import org.polysome.decoder.NormedMlp;
import org.polysome.model.CellModel;
import org.polysome.model.Encoded;
import org.polysome.model.MaskedRows;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Activation;
import org.polysome.nn.Mode;
import org.polysome.objective.loss.Entropies;
import org.polysome.objective.loss.GradientReversal;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;

/**
 * The losses of scGPT. The mean relative error ({@code out.mre_*}) is a metric of the reference
 * that nothing here trains on or reports; it is not checked. Domain-specific batch norm: {@link
 * ScgptBatchNormGolden}.
 */
public final class ScgptLossesGolden implements GoldenCheck {

  private static final Tolerance TOLERANCE = Tolerance.absolute(1e-5);

  @Override
  public void check(GoldenCase golden) {
    elastic(golden);
    contrast(golden);
    reversal(golden);
    try (Heads heads = new Heads()) {
      discriminator(golden, heads);
      masked(golden, heads);
    }
    new ScgptBatchNormGolden(golden).check();
  }

  private static Tensor leaf(GoldenCase golden, String name) {
    return golden.floats(name).copy().requiresGradient(true);
  }

  private static void elastic(GoldenCase golden) {
    for (var threshold : golden.hyper("thresholds")) {
      String name = "out.ecs_" + threshold.asString();
      Tensor cells = leaf(golden, "in.cell1");
      long pairs = cells.size(0) * cells.size(0);
      Tensor loss =
          new ElasticCellSimilarity(threshold.asDouble(), true, 1).sum(cells).divide(pairs);
      loss.backward();
      golden.check(loss, name, TOLERANCE);
      golden.check(cells.gradient().orElseThrow(), name + ".grad_cell1", TOLERANCE);
    }
  }

  /** A pass whose model makes these cells, and then others, if there are any. */
  private static Pass passes(TokenBatch batch, Tensor... cells) {
    Iterator<Tensor> next = List.of(cells).iterator();
    CellModel model =
        (inputs, mode) -> {
          Tensor made = next.next();
          return new Encoded(made, made, made);
        };
    return Pass.through(model, ModelBatch.of(batch, Device.CPU), Mode.TRAINING);
  }

  private static void contrast(GoldenCase golden) {
    Tensor first = leaf(golden, "in.cell1");
    Tensor second = leaf(golden, "in.cell2");
    int cells = (int) first.size(0);
    TokenBatch batch = GoldenBatches.hidden(new float[cells], cells);
    try (Heads heads = new Heads()) {
      Objective objective = new Contrastive(0.5, 1).build(heads.context());
      Pass pass = passes(batch, first, second);
      Tensor loss = objective.sums(pass, 1).getFirst().divide(objective.counts(batch)[0]);
      loss.backward();
      golden.check(loss, "out.cce", TOLERANCE);
      golden.check(first.gradient().orElseThrow(), "out.cce.grad_cell1", TOLERANCE);
      golden.check(second.gradient().orElseThrow(), "out.cce.grad_cell2", TOLERANCE);
    }
  }

  private static void reversal(GoldenCase golden) {
    golden.names().stream()
        .filter(name -> name.matches("out\\.grl_.*\\.y"))
        .forEach(
            name -> {
              String prefix = name.substring(0, name.length() - 2);
              double factor = Double.parseDouble(prefix.substring("out.grl_".length()));
              Tensor numbers = leaf(golden, "in.x2");
              Tensor same = GradientReversal.of(numbers, factor);
              same.multiply(golden.floats("in.w2")).sum().backward();
              golden.check(same, name, TOLERANCE);
              golden.check(numbers.gradient().orElseThrow(), prefix + ".grad_x", TOLERANCE);
            });
  }

  private static void discriminator(GoldenCase golden, Heads heads) {
    Tensor cells = leaf(golden, "in.cell1");
    int domains = golden.size("domains");
    LabelDictionary labels =
        LabelDictionary.of(
            IntStream.range(0, domains).mapToObj(Integer::toString).toList(), List.of());
    Label spec =
        new Label(
            "batch",
            new LabelTask.CrossEntropy(0),
            new NormedMlp(2, Activation.LEAKY_RELU, 1e-5),
            1,
            List.of(),
            1);
    int width = (int) cells.size(1);
    ObjectiveContext context =
        heads.context(width, MeasuredGenes.everything(1, 10), Map.of("batch", labels));
    LabelObjective objective = new LabelObjective(spec, context);
    Parameters decoder = context.build().parameters().in("decoder");
    Map<String, String> names = ScgptNames.normed(2);
    names.forEach((ours, theirs) -> GoldenCase.put(decoder, ours, golden.weight("dab." + theirs)));
    int[] codes = golden.tensor("in.labels").toInts();
    TokenBatch batch =
        GoldenBatches.hidden(new float[codes.length], codes.length)
            .withLabels(Map.of("batch", codes));
    Pass pass = passes(batch, cells);
    golden.check(objective.scores(pass), "out.dar.logits", TOLERANCE);
    Tensor loss = objective.sums(pass, 1).getFirst().divide(objective.counts(batch)[0]);
    loss.backward();
    golden.check(loss, "out.dar.loss", TOLERANCE);
    golden.check(cells.gradient().orElseThrow(), "out.dar.grad_cell_emb", TOLERANCE);
    names.forEach(
        (ours, theirs) ->
            golden.check(
                decoder.get(ours).gradient().orElseThrow(),
                "out.dar.grad.dab." + theirs,
                TOLERANCE));
  }

  private static void masked(GoldenCase golden, Heads heads) {
    Tensor ignored =
        Tensors.full(GoldenBatches.IGNORED, ElementType.FLOAT32, org.polysome.tensor.Device.CPU);
    Tensor asked = golden.floats("in.mask").greaterThan(0);
    TokenBatch batch =
        GoldenBatches.hidden(Tensors.where(asked, golden.floats("in.target"), ignored));
    HiddenValues hidden = HiddenValues.of(batch);
    MaskedRows rows = MaskedRows.of(batch, ignored.device()).orElseThrow();
    MaskedValueObjective objective =
        new MaskedValueObjective(
            new MaskedValues(0.5, new ValueLoss.Mse(), Mean.TOKENS, new Mlp(0, Activation.RELU), 1),
            heads.context());
    Tensor found = leaf(golden, "in.pred");
    Tensor loss =
        objective
            .sums(rows.ofTokens(found.unsqueeze(2)), hidden)
            .getFirst()
            .divide(objective.counts(batch)[0]);
    loss.backward();
    golden.check(loss, "out.masked_mse", TOLERANCE);
    golden.check(found.gradient().orElseThrow(), "out.masked_mse.grad_pred", TOLERANCE);

    Tensor probabilities = leaf(golden, "in.probs");
    float[] seen = new float[hidden.size()];
    for (int row = 0; row < seen.length; row++) {
      seen[row] = hidden.values()[row] > 0 ? 1 : 0;
    }
    Tensor truths = Tensors.of(seen, seen.length, 1);
    Tensor surprise =
        Entropies.bernoulli(rows.ofTokens(probabilities.unsqueeze(2)), truths)
            .sum()
            .divide(hidden.size());
    surprise.backward();
    Tolerance large = TOLERANCE.andRelative(1e-5);
    golden.check(surprise, "out.nzlp", TOLERANCE);
    golden.check(probabilities.gradient().orElseThrow(), "out.nzlp.grad_probs", large);
  }
}
