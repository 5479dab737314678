package org.polysome.train.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.objective.ValueHead;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.Run;
import org.polysome.train.TinyRun;

/** Predictions of two batches beside the means of what they showed. */
class AnswersTest {

  @TempDir private Path folder;

  private Run run() {
    return Run.open(TinyRun.write(folder.resolve("run")));
  }

  private static TokenBatch tokens(Run run) {
    Cell cell = new Cell(new int[] {1}, new float[] {2}, 0);
    return run.tokenizer(MeasuredGenes.everything(1, TinyRun.GENES))
        .builder(List.of())
        .build(Draw.embedding(1), List.of(cell), Map.of());
  }

  /** Cell 0 shows genes 4 and 7, cell 3 shows gene 4, and cell 4 shows nothing. */
  private static PredictedValues answers(Run run, ValueHead.Unit unit) {
    Answers answers = new Answers(run, unit, 5);
    TokenBatch batch = tokens(run);
    answers.add(
        new AskedBatch(
            batch,
            List.of(new AskedBatch.Asked(0, 9, 1.5, 100, 2), new AskedBatch.Asked(1, 4, 2, 50, 0)),
            List.of(new AskedBatch.Shown(0, 4, 3), new AskedBatch.Shown(0, 7, 1))),
        0,
        new float[] {10, 20, 30});
    answers.add(
        new AskedBatch(
            batch,
            List.of(new AskedBatch.Asked(0, 7, 0.5, 10, 0), new AskedBatch.Asked(1, 4, 4, 10, 1)),
            List.of(new AskedBatch.Shown(0, 4, 5))),
        3,
        new float[] {7, 8});
    return answers.build();
  }

  @Test
  void valuesAreThosePredictedAndMeansThoseShown() {
    PredictedValues values = answers(run(), ValueHead.Unit.VALUE);
    assertThat(values.size()).isEqualTo(4);
    assertThat(values.measured()).containsExactly(1.5, 2, 0.5, 4);
    assertThat(values.predicted()).containsExactly(30, 10, 7, 8);
    // Gene 9 was never shown: the mean of all that was, (3 + 1 + 5) / 3.
    assertThat(values.geneMeans()).containsExactly(3, 4, 1, 4);
    // Cells 1 and 4 showed nothing.
    assertThat(values.cellMeans()).containsExactly(2, 3, 5, 3);
  }

  @Test
  void expectedCountsBecomeValuesByTheTotalOfTheCell() {
    double[] predicted = answers(run(), ValueHead.Unit.COUNT).predicted();
    assertThat(predicted[0]).isCloseTo(Math.log1p(1e4 * 30 / 100), within(1e-9));
    assertThat(predicted[1]).isCloseTo(Math.log1p(1e4 * 10 / 50), within(1e-9));
    assertThat(predicted[3]).isCloseTo(Math.log1p(1e4 * 8 / 10), within(1e-9));
  }

  @Test
  void nothingShownHasTheMeanZero() {
    Run run = run();
    Answers answers = new Answers(run, ValueHead.Unit.VALUE, 1);
    AskedBatch.Asked asked = new AskedBatch.Asked(0, 9, 1, 1, 0);
    answers.add(new AskedBatch(tokens(run), List.of(asked), List.of()), 0, new float[] {6});
    PredictedValues values = answers.build();
    assertThat(values.geneMeans()).containsExactly(0);
    assertThat(values.cellMeans()).containsExactly(0);
    assertThat(new Answers(run, ValueHead.Unit.VALUE, 1).build().size()).isZero();
  }

  @Test
  void listsOfOtherLengthsAreRefused() {
    double[] one = {1};
    double[] two = {1, 2};
    for (double[][] lists :
        List.of(
            new double[][] {one, two, one, one},
            new double[][] {one, one, two, one},
            new double[][] {one, one, one, two})) {
      assertThatThrownBy(() -> new PredictedValues(lists[0], lists[1], lists[2], lists[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 values, ");
    }
  }
}
