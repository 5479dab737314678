package org.polysome.objective;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.Tolerance;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Mode;
import org.polysome.tensor.Device;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/** What scGPT puts out, against ours. */
final class ScgptOutputs {

  private static final Tolerance FORWARD = Tolerance.absolute(2e-5).andRelative(1e-5);
  private static final Tolerance LOSS = Tolerance.relative(1e-5).andAbsolute(1e-6);

  private final GoldenCase golden;
  private final ScgptModel scgpt;

  ScgptOutputs(GoldenCase golden, ScgptModel scgpt) {
    this.golden = golden;
    this.scgpt = scgpt;
  }

  private Pass pass(TokenBatch batch) {
    return Pass.through(scgpt.model, ModelBatch.of(batch, Device.CPU), Mode.EVALUATION);
  }

  void check() {
    forward(pass(scgpt.everywhere));
    ScgptWeights weights = new ScgptWeights(golden, scgpt.parameters);
    losses(weights, "mse", List.of("masked-values.mse", "cell-to-gene-values.mse"));
    losses(weights, "full", List.of());
  }

  private void forward(Pass states) {
    atTokens(states.genes(), "out.gene_embs");
    atTokens(states.tokens(), "out.encoder_tokens");
    atTokens(states.tokens(), "out.fastpath.encoder_tokens");
    if (scgpt.paddingIsKnown()) {
      golden.check(states.tokens(), "out.encoder_tokens", FORWARD);
    }
    golden.check(states.cells(), "out.cell_emb", FORWARD);
    HiddenValues hidden = HiddenValues.of(states.batch());
    MaskedValueObjective masked = (MaskedValueObjective) objective("masked-values");
    values(masked.scores(states, hidden), "out.mlm_output", "out.mlm_zero_probs");
    CellToGeneObjective asked = (CellToGeneObjective) objective("cell-to-gene-values");
    values(asked.scores(states, hidden), "out.mvc_output", "out.mvc_zero_probs");
    if (golden.hyper("cell_emb_style").asString().equals("cls")) {
      golden.check(states.cells(), "out.fastpath.cell_emb", FORWARD);
      atTokens(masked.scores(states, hidden).select(1, 0), "out.fastpath.mlm_output");
      atTokens(asked.scores(states, hidden).select(1, 0), "out.fastpath.mvc_output");
    }
    golden.check(scores(states, ScgptModel.TYPE), "out.cls_output", FORWARD);
    if (golden.has("out.dab_output")) {
      golden.check(scores(states, ScgptModel.BATCH), "out.dab_output", FORWARD);
    }
  }

  private Objective objective(String name) {
    return Optional.ofNullable(scgpt.objectives.get(name)).orElseThrow();
  }

  private Tensor scores(Pass pass, String column) {
    return ((LabelObjective) objective("label." + column)).scores(pass);
  }

  private void values(Tensor scores, String value, String zero) {
    atTokens(scores.select(1, 0), value);
    if (golden.has(zero)) {
      atTokens(scores.select(1, 1).sigmoid(), zero);
    }
  }

  /** Compares where there are tokens: (cells, tokens, ...) of ours, or its rows of tokens. */
  private void atTokens(Tensor found, String name) {
    byte[] kinds = scgpt.batch.kinds();
    long[] places =
        IntStream.range(0, kinds.length)
            .filter(at -> kinds[at] != TokenKind.PAD.code())
            .asLongStream()
            .toArray();
    Tensor index = Tensors.of(places, places.length);
    Tensor expected = golden.tensor(name).flatten(0, 1).indexSelect(0, index);
    Tensor rows =
        found.size(0) == places.length ? found : found.flatten(0, 1).indexSelect(0, index);
    GoldenCase.check(rows, expected, name, FORWARD);
  }

  /** Checks the terms, and the gradient of the sum of some of them, or of all. */
  private void losses(ScgptWeights weights, String sum, List<String> only) {
    scgpt.parameters.trained().values().forEach(Tensor::clearGradient);
    Pass states = pass(scgpt.batch);
    Tensor total = Tensors.of(new float[1], 1).sum();
    for (Objective objective : scgpt.objectives.values()) {
      List<Tensor> sums = objective.sums(states, 1);
      long[] counts = objective.counts(scgpt.batch);
      for (int i = 0; i < counts.length; i++) {
        Term term = objective.terms().get(i);
        Tensor mean = sums.get(i).divide(counts[i]);
        golden.check(mean, REFERENCE.getOrDefault(term.name(), term.name()), LOSS);
        if (only.isEmpty() || only.contains(term.name())) {
          total = total.add(mean, term.weight());
        }
      }
    }
    golden.check(total, "out.loss." + sum, LOSS);
    total.backward();
    weights.checkGradients("out.grad_" + sum + ".");
  }

  private static final Map<String, String> REFERENCE =
      Map.of(
          "masked-values.mse", "out.loss.gep",
          "masked-values.is-zero", "out.loss.gep_nzlp",
          "cell-to-gene-values.mse", "out.loss.gepc",
          "cell-to-gene-values.is-zero", "out.loss.gepc_nzlp",
          "label.celltype.cross-entropy", "out.loss.cls",
          "label.batch.cross-entropy", "out.loss.dab",
          "elastic-cell-similarity.pairs", "out.loss_ecs",
          "contrastive.cross-entropy", "out.loss_cce");
}
