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
 * Draws pairs of cells of a batch further together that are more alike than a threshold, and others
 * further apart (scGPT's ECS). It depends on the other cells of the batch.
 *
 * @param threshold cosine between alike and not; scGPT pretrains with 0.3 and tunes with 0.8
 * @param asPublished whether the mean is over all pairs and each cell with itself, which adds a
 *     constant
 * @param weight factor of the loss in the sum of all; scGPT has 10
 */
public record ElasticCellSimilarity(
    @Default("0.3") double threshold,
    @Default("false") boolean asPublished,
    @Default("10") double weight)
    implements ObjectiveSpec {

  /** Checks the ranges. */
  public ElasticCellSimilarity {
    Require.between("threshold", threshold, 0, 1);
    Weights.check("weight", weight);
  }

  @Override
  public String name() {
    return "elastic-cell-similarity";
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
        new Term("pairs", 1).within(name(), weight),
        this::pairs,
        pass -> sum(CountLikelihood.precise(pass.cells())));
  }

  private long pairs(TokenBatch batch) {
    long cells = batch.cells();
    return asPublished ? cells * cells : cells * (cells - 1);
  }

  /** The sum over pairs of cells (cells, width). */
  Tensor sum(Tensor cells) {
    Tensor all = Similarity.elastic(cells, threshold);
    return asPublished ? all.sum() : all.maskedFill(Similarity.itself(cells), 0).sum();
  }
}
