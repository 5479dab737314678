package org.polysome.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.polysome.config.Config;
import org.polysome.corpus.Corpora;
import org.polysome.encoder.gene.MatchedVectors;
import org.polysome.model.FittedModel;
import org.polysome.model.ModelCost;
import org.polysome.model.ModelInputs;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;

/**
 * What a plan would do, without doing it: the resolved YAML, and below it, as YAML comments, what
 * it costs. The costs need a corpus, since the vocabulary and the lengths of the cells decide them.
 */
public final class DryRun {

  private static final double GIGA = 1e9;
  private static final double MEBIBYTE = 1 << 20;
  private static final int FLOAT_BYTES = 4;
  private static final int COPIES = 4;

  private DryRun() {}

  /**
   * The text of a plan and its costs.
   *
   * @throws org.polysome.fault.UsageException if the plan does not fit its corpus
   */
  public static String text(Plan plan) {
    BatchDependence.requireWholeSteps(plan);
    StringBuilder text = new StringBuilder(Config.text(plan)).append('\n');
    costs(plan).forEach(line -> text.append("# ").append(line).append('\n'));
    return text.toString();
  }

  private static List<String> costs(Plan asked) {
    if (asked.data().corpus().isEmpty()) {
      return List.of("parameters, multiply-adds and memory depend on the corpus: name data.corpus");
    }
    try (Corpora corpora = Corpora.open(asked.data().requireCorpora())) {
      StartingPlan starting = StartingPlan.of(asked, corpora.vocabulary());
      Plan plan = starting.plan();
      CellSplit split = CellSplit.of(corpora, plan.data(), plan.seed());
      if (plan.model() instanceof FittedModel fitted) {
        return fitLines(fitted, corpora.vocabulary().size(), split);
      }
      FittedParts parts = FittedParts.of(List.of(plan), corpora, split);
      TrainingData data = new TrainingData(plan, corpora, split, parts);
      long heads;
      try (Parameters shapes = new Parameters(Device.META, plan.seed())) {
        Learners.build(plan, data.measured(), parts.labels(), shapes);
        heads = shapes.in("objective").count();
      }
      return Stream.of(
              starting.vectors().stream().map(MatchedVectors::line),
              parts.parts().stream().map(FittedPart::line),
              lines(plan, corpora, data, heads).stream())
          .flatMap(lines -> lines)
          .toList();
    }
  }

  private static List<String> fitLines(FittedModel model, int genes, CellSplit split) {
    long numbers;
    try (Parameters shapes = new Parameters(Device.META, 0)) {
      model.build(genes, shapes);
      numbers = shapes.all().values().stream().mapToLong(Tensor::elements).sum();
    }
    ModelCost cost = model.cost(genes, 1);
    return List.of(
        line(
            "cells: %,d to fit to, %s, %,d genes",
            split.training().length, split.heldOutWords(), genes),
        line("numbers: %,d, fitted and not trained", numbers),
        line(
            "per cell: %.4f G multiply-adds, %.4f GFLOP to embed",
            cost.multiplyAdds() / GIGA, cost.flops() / GIGA));
  }

  private static List<String> lines(Plan plan, Corpora corpora, TrainingData data, long heads) {
    int genes = corpora.vocabulary().size();
    int tokens = (int) Math.ceil(data.meanTokens());
    ModelInputs inputs = Learners.inputs(plan, genes, Map.of());
    ModelCost cost = plan.model().cost(inputs, tokens);
    ModelCost longest = plan.model().cost(inputs, data.mostTokens());
    long total = plan.training().totalSteps(data.stepsPerEpoch());
    long bytes = longest.trainingBytes(plan.training().batchSize()) + FLOAT_BYTES * COPIES * heads;
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "cells: %,d to train on%s, %s, %,d genes, %d tokens on average, %d at most",
            data.trainingCells(),
            perEpoch(data),
            data.heldOutWords(),
            genes,
            tokens,
            data.mostTokens()));
    lines.add(
        line(
            "steps: %,d of %,d cells, %.2f epochs",
            total, plan.training().cellsPerStep(), (double) total / data.stepsPerEpoch()));
    lines.add(
        line(
            "parameters: %,d, of them %,d in the heads of the objectives",
            cost.parameters() + heads, heads));
    lines.add(
        line(
            "per cell of %d tokens, without heads: %.4f G multiply-adds, %.4f GFLOP to embed,"
                + " %.4f GFLOP to train",
            tokens, cost.multiplyAdds() / GIGA, cost.flops() / GIGA, cost.trainingFlops() / GIGA));
    lines.add(
        line(
            "memory to train in batches of %d of the longest cells: about %,.0f MiB",
            plan.training().batchSize(), bytes / MEBIBYTE));
    return lines;
  }

  /** Said where corpora have weights, which make an epoch longer or shorter than its cells. */
  private static String perEpoch(TrainingData data) {
    return data.cellsPerEpoch() == data.trainingCells()
        ? ""
        : line(" (%,d in an epoch, by weight)", data.cellsPerEpoch());
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
