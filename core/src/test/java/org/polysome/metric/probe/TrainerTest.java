package org.polysome.metric.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.graph.Points;
import org.polysome.matrix.DenseMatrix;

class TrainerTest {

  private static final DenseMatrix POINTS = Points.normal(90, 3, 1);
  private static final Trainer.Lesson LESSON = new Trainer.Lesson(POINTS, new ValueTargets(sums()));
  private static final Perceptron NETWORK = new Perceptron(new int[] {3, 16, 1}, 0.1);

  @Test
  void learnsASum() {
    var network = new Perceptron(new int[] {3, 1}, 0);
    Trainer.Fit fit =
        new Trainer(network, plan(200, TrainingPlan.Stopping.never(1), 0.05))
            .search(LESSON, Optional.empty(), 1);
    assertThat(fit.parameters()).containsExactly(new double[] {1, 1, 1, 0}, Offset.offset(1e-3));
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 2, 7})
  void isTheSameForAnyNumberOfThreads(int threads) throws Exception {
    var trainer = new Trainer(NETWORK, plan(5, TrainingPlan.Stopping.never(1), 0.01));
    double[] expected = trainer.search(LESSON, Optional.empty(), 3).parameters();
    try (var pool = new ForkJoinPool(threads)) {
      assertThat(pool.submit(() -> trainer.search(LESSON, Optional.empty(), 3)).get().parameters())
          .containsExactly(expected);
    }
    assertThat(trainer.search(LESSON, Optional.empty(), 4).parameters()).isNotEqualTo(expected);
  }

  @Test
  void keepsTheParametersOfTheBestScoreAndEndsWhenTheLossDoesNotFall() {
    List<double[]> seen = new ArrayList<>();
    double[] losses = {5, 4, 3, 3, 3, 1};
    double[] scores = {1, 4, 2, 4, 2, 9};
    Trainer.Judge judge =
        parameters -> {
          seen.add(parameters.clone());
          return new Trainer.Mark(losses[seen.size() - 1], scores[seen.size() - 1]);
        };
    var plan = plan(50, new TrainingPlan.Stopping(1, 2), 0.01);
    Trainer.Fit fit = new Trainer(NETWORK, plan).fit(LESSON, Optional.of(judge), 0.01, 5);
    assertThat(seen).hasSize(5);
    assertThat(fit.mark()).isEqualTo(new Trainer.Mark(3, 4));
    assertThat(fit.parameters()).containsExactly(seen.get(3));
  }

  @Test
  void choosesTheRateOfTheBestScore() {
    Trainer.Judge judge = parameters -> new Trainer.Mark(1, -Math.abs(parameters[0]));
    var plan = plan(3, TrainingPlan.Stopping.never(1), 0.001, 0.1, 0.01);
    var trainer = new Trainer(NETWORK, plan);
    Trainer.Fit best = trainer.search(LESSON, Optional.of(judge), 6);
    double most = Double.NEGATIVE_INFINITY;
    for (double rate : plan.rates()) {
      most = Math.max(most, trainer.fit(LESSON, Optional.of(judge), rate, 6).mark().score());
    }
    assertThat(best.mark().score()).isEqualTo(most);
  }

  /** Once the loss has not fallen the rate is zero, and nothing moves any more. */
  @Test
  void isJudgedEveryFewEpochsAndTheRateFollowsTheLoss() {
    List<double[]> seen = new ArrayList<>();
    Trainer.Judge judge =
        parameters -> {
          seen.add(parameters.clone());
          return new Trainer.Mark(7, seen.size());
        };
    var plan =
        new TrainingPlan(
            new Adam(0, true),
            List.of(0.01),
            new Schedule.Plateau(0, 0),
            32,
            7,
            TrainingPlan.Stopping.never(2));
    Trainer.Fit fit = new Trainer(NETWORK, plan).fit(LESSON, Optional.of(judge), 0.01, 8);
    assertThat(seen).hasSize(3);
    assertThat(seen.get(1)).isNotEqualTo(seen.get(0));
    assertThat(seen.get(2)).containsExactly(seen.get(1));
    assertThat(fit.mark()).isEqualTo(new Trainer.Mark(7, 3));
  }

  @Test
  void ofEqualScoresTheLowerLossIsBetterAndOfEqualMarksTheFirst() {
    var mark = new Trainer.Mark(2, 5);
    assertThat(mark.isBetterThan(new Trainer.Mark(1, 4))).isTrue();
    assertThat(mark.isBetterThan(new Trainer.Mark(3, 5))).isTrue();
    assertThat(mark.isBetterThan(new Trainer.Mark(2, 5))).isFalse();
    assertThat(mark.isBetterThan(new Trainer.Mark(1, 5))).isFalse();
    assertThat(mark.isBetterThan(new Trainer.Mark(3, 6))).isFalse();
    assertThat(mark.isBetterThan(Trainer.Mark.WORST)).isTrue();
  }

  private static TrainingPlan plan(int epochs, TrainingPlan.Stopping stopping, Double... rates) {
    return new TrainingPlan(
        new Adam(0, true), List.of(rates), new Schedule.Constant(), 32, epochs, stopping);
  }

  private static DenseMatrix sums() {
    DenseMatrix sums = DenseMatrix.zeros(90, 1);
    for (int i = 0; i < POINTS.values().length; i++) {
      sums.values()[i / 3] += POINTS.values()[i];
    }
    return sums;
  }
}
