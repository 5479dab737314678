package org.polysome.train.embed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polysome.objective.ValueHead;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.train.OpenRun;
import org.polysome.train.Run;
import org.polysome.train.RunWeights;

/**
 * Predicts values of cells that are hidden from the model: by its masks where the objective that
 * predicts them was trained with masks, else by taking genes out of the cell. Which those are
 * depends on the content of a cell and the seed of the run alone.
 *
 * @param run whose values and heads these are
 * @param geneColumn the column of {@code var} that names the genes; empty to detect it
 * @param batchSize cells that go through the model at once
 */
public record ValuePrediction(Run run, Optional<String> geneColumn, int batchSize) {

  /** Share of the genes seen in a cell that is taken out of it where there are no masks. */
  public static final double WITHHELD = 0.15;

  /** Why values cannot be asked of the run, in words that follow its name; empty where they can. */
  public Optional<String> obstacle() {
    return ValueObstacle.of(run);
  }

  /** How values are hidden, in words. */
  public String hiding() {
    return isMasked(head())
        ? "values masked as in its training"
        : String.format(
            Locale.ROOT, "%.0f %% of the genes seen in a cell taken out of it", 100 * WITHHELD);
  }

  private ValueHead head() {
    return run.valueHead()
        .orElseThrow(() -> new IllegalStateException(run.folder() + " predicts no values"));
  }

  private static boolean isMasked(ValueHead head) {
    return head.asked() == ValueHead.Asked.HIDDEN;
  }

  /**
   * Predicts. The run must have no {@link #obstacle}.
   *
   * @param counts the counts of the file
   * @param rows the cells, ascending
   * @param weights those of a checkpoint, or {@link Run#untrained}
   * @throws org.polysome.fault.DataException if too few genes match, or a number is not a count
   */
  public PredictedValues predict(
      CountsMatrix counts, int[] rows, RunWeights weights, Progress progress) {
    ValueHead head = head();
    CellReading reading = new CellReading(run, run.labels().keySet(), geneColumn);
    AlignedCells cells = reading.align(counts, progress);
    ChosenCells chosen = new ChosenCells(cells, rows);
    Questions questions =
        isMasked(head)
            ? new MaskedQuestions(run, cells.measured())
            : new WithheldQuestions(run, cells.measured());
    Answers answers = new Answers(run, head.unit(), rows.length);
    try (OpenRun open = run.open(OpenRun.Setting.of(weights), cells.measured());
        Task task = progress.start("predict", "cells", rows.length)) {
      OpenRun.Predictor predictor = open.values();
      for (int from = 0; from < rows.length; from += batchSize) {
        int until = Math.min(rows.length, from + batchSize);
        Map<String, int[]> labels = cells.labels(Arrays.copyOfRange(rows, from, until));
        AskedBatch batch = questions.ask(chosen.cells(from, until), labels);
        if (!batch.asked().isEmpty()) {
          answers.add(batch, from, predictor.predict(batch.batch()));
        }
        task.advance(until - from);
      }
    }
    return answers.build();
  }
}
