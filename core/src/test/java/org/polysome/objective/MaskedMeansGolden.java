package org.polysome.objective;

import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.decoder.Mlp;
import org.polysome.model.MaskedRows;
import org.polysome.nn.Activation;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/**
 * The losses of the study of encodings (eq. 9-10): the mean over all masked values, and that of the
 * cells' means.
 */
public final class MaskedMeansGolden implements GoldenCheck {

  private static final Tolerance TOLERANCE = Tolerance.absolute(1e-5).andRelative(1e-5);

  @Override
  public void check(GoldenCase golden) {
    Tensor asked = golden.floats("in.masked").multiply(golden.floats("in.valid")).greaterThan(0);
    Tensor values = golden.floats("out.norm.value");
    Tensor ignored = Tensors.full(GoldenBatches.IGNORED, values.type(), values.device());
    TokenBatch batch = GoldenBatches.hidden(Tensors.where(asked, values, ignored));
    check(golden, batch, Mean.TOKENS, "out.mse.global", "out.mse.grad_pred_global");
    check(golden, batch, Mean.CELLS, "out.mse.mean_of_cells", "out.mse.grad_pred");
  }

  private static void check(
      GoldenCase golden, TokenBatch batch, Mean mean, String loss, String gradient) {
    Tensor leaf = golden.floats("in.pred").copy().requiresGradient(true);
    try (Heads heads = new Heads()) {
      MaskedValueObjective objective =
          new MaskedValueObjective(
              new MaskedValues(0.5, new ValueLoss.Mse(), mean, new Mlp(0, Activation.RELU), 1),
              heads.context());
      HiddenValues hidden = HiddenValues.of(batch);
      Tensor rows = MaskedRows.of(batch, leaf.device()).orElseThrow().ofTokens(leaf.unsqueeze(2));
      Tensor found = objective.sums(rows, hidden).getFirst().divide(objective.counts(batch)[0]);
      found.backward();
      GoldenCase.check(found.reshape(1), golden.tensor(loss).reshape(1), loss, TOLERANCE);
      golden.check(leaf.gradient().orElseThrow(), gradient, TOLERANCE);
    }
  }
}
