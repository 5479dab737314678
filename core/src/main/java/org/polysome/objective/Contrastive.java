package org.polysome.objective;

import java.util.List;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.objective.loss.Similarity;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenBatch;

/**
 * Tells which of the cells of the batch a cell is when it goes through the model a second time,
 * with other dropout (SimCSE, arXiv 2104.08821; scGPT's CCE). It depends on the other cells of the
 * batch, and costs a second pass.
 *
 * @param temperature that cosines are divided by
 * @param weight factor of the loss in the sum of all
 */
public record Contrastive(@Default("0.5") double temperature, @Default("1") double weight)
    implements ObjectiveSpec {

  /** Checks the ranges. */
  public Contrastive {
    Require.positive("temperature", temperature);
    Weights.check("weight", weight);
  }

  @Override
  public String name() {
    return "contrastive";
  }

  @Override
  public List<Target> targets() {
    return List.of();
  }

  @Override
  public boolean batchIndependent() {
    return false;
  }

  @Override
  public Objective build(ObjectiveContext context) {
    return new OfBatch(
        new Term("cross-entropy", 1).within(name(), weight), TokenBatch::cells, this::sum);
  }

  private Tensor sum(Pass pass) {
    Tensor first = CountLikelihood.precise(pass.cells());
    Tensor second = CountLikelihood.precise(pass.again().cells());
    return Similarity.contrast(first, second, temperature).sum();
  }
}
