package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Mode;
import org.polysome.objective.Objective;
import org.polysome.objective.Pass;
import org.polysome.objective.Term;
import org.polysome.objective.ValueHead;
import org.polysome.random.Seeds;
import org.polysome.tensor.Autocast;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.spec.Precision;
import org.polysome.train.store.StepLosses;

class LearnerTest {

  private final Parameters parameters = new Parameters(Device.CPU, 3);
  private final Scope scope = new Scope();
  private final MadeModel model = new MadeModel(parameters, 0.5);
  private final MadeObjective first =
      new MadeObjective(List.of(new Term("a", 2), new Term("b", 0)), TokenBatch::cells);
  private final MadeObjective second =
      new MadeObjective(List.of(new Term("c", 0.5)), batch -> batch.cells() - 2L);
  private final Learner learner = learner(first, second);
  private final TokenBatch two = TokenBatches.batch(TokenBatches.cells(8, 9, 7));
  private final TokenBatch three = TokenBatches.batch(TokenBatches.cells(9, 5, 9, 4));

  private Learner learner(Objective... objectives) {
    return new Learner(model, List.of(objectives), parameters);
  }

  @AfterEach
  void free() {
    scope.close();
    parameters.close();
  }

  @Test
  void termsAreThoseOfAllObjectivesInTheirOrder() {
    assertThat(learner.terms()).extracting(Term::name).containsExactly("a", "b", "c");
    assertThat(learner.parameters()).isSameAs(parameters);
    assertThat(learner.device()).isEqualTo(Device.CPU);
  }

  /** A warm-up of an objective, such as that of the KL term, moves by this alone. */
  @Test
  void modelAndObjectivesHearOfEachStep() {
    learner.atStep(7, 20);
    learner.atStep(8, 20);
    assertThat(model.steps()).containsExactly(7L, 8L);
    assertThat(first.steps()).containsExactly("7/20", "8/20");
    assertThat(second.steps()).containsExactly("7/20", "8/20");
  }

  @Test
  void countsAreSummedOverTheBatchesOfAStep() {
    assertThat(learner.counts(List.of(two, three))).containsExactly(5, 5, 1);
    assertThat(learner.counts(List.of(two))).containsExactly(2, 2, 0);
    assertThat(learner.counts(List.of())).containsExactly(0, 0, 0);
  }

  @Test
  void sumsOfTrainingHaveDropoutAndOthersDoNot() {
    learner.sums(two, Precision.FLOAT32, 1);
    assertThat(learner.sums(two, Precision.BF16, 1)).hasSize(3);
    assertThat(model.modes()).containsOnly(Mode.TRAINING).hasSize(2);
    double[] once = numbers(learner.sums(two, 1));
    assertThat(model.modes()).endsWith(Mode.EVALUATION).hasSize(3);
    assertThat(numbers(learner.sums(two, 1))).containsExactly(once);
    double cells = forward(two);
    assertThat(once[0]).isCloseTo(cells, within(1e-4));
    assertThat(once[1]).isCloseTo(2 * cells, within(1e-4));
    assertThat(once[2]).isCloseTo(cells, within(1e-4));
  }

  private double forward(TokenBatch batch) {
    return Pass.through(model, ModelBatch.of(batch, Device.CPU), Mode.EVALUATION)
        .cells()
        .sum()
        .item();
  }

  private static double[] numbers(List<Tensor> tensors) {
    return tensors.stream().mapToDouble(Tensor::item).toArray();
  }

  @Test
  void onlyBf16OpensAutocastAndClosesIt() {
    List<Boolean> open = new java.util.ArrayList<>();
    Learner noting =
        new Learner(
            (inputs, mode) -> {
              open.add(Autocast.isOpen(Device.CPU));
              return model.encode(inputs, mode);
            },
            List.of(first),
            parameters);
    noting.sums(two, Precision.FLOAT32, 1);
    noting.sums(two, Precision.BF16, 1);
    noting.sums(two, 1);
    assertThat(open).containsExactly(false, true, false);
    assertThat(Autocast.isOpen(Device.CPU)).isFalse();
  }

  @Test
  void eachObjectiveHasRandomChoicesOfItsOwn() {
    learner.sums(two, 11);
    learner.sums(two, Precision.FLOAT32, 12);
    assertThat(first.seeds()).containsExactly(Seeds.of(11, 0), Seeds.of(12, 0));
    assertThat(second.seeds()).containsExactly(Seeds.of(11, 1), Seeds.of(12, 1));
  }

  @Test
  void theLossIsTheWeightedSumOfMeans() {
    List<Tensor> sums = tensors(6, 100, 8);
    assertThat(learner.loss(sums, new long[] {3, 3, 4}).orElseThrow().item())
        .isCloseTo(2 * 6 / 3.0 + 0.5 * 8 / 4.0, within(1e-6));
    assertThat(learner.loss(sums, new long[] {0, 3, 4}).orElseThrow().item())
        .as("a term without a value adds nothing")
        .isCloseTo(1, within(1e-6));
    assertThat(learner.loss(sums, new long[] {0, 3, 0})).isEmpty();
    assertThat(learner.loss(losses(new double[] {6, 100, 8}, 3, 3, 4))).isEqualTo(5);
    assertThat(learner.loss(losses(new double[] {6, 100, 8}, 0, 3, 4))).isEqualTo(1);
    assertThat(learner.loss(losses(new double[] {6, 100, 8}, 3, 3, 0))).isEqualTo(4);
  }

  private static List<Tensor> tensors(float... numbers) {
    List<Tensor> tensors = new java.util.ArrayList<>();
    for (float number : numbers) {
      tensors.add(Tensors.of(new float[] {number}, 1).sum());
    }
    return tensors;
  }

  private static StepLosses losses(double[] sums, long... counts) {
    return new StepLosses(1, sums, counts);
  }

  @Test
  void valuesArePredictedByTheFirstHeadThereIsWithoutDropoutOrGradients() {
    assertThat(learner.valueHead()).isEmpty();
    ValueHead cells = head(1);
    Learner predicting =
        learner(
            first,
            new MadeObjective(List.of(), batch -> 0).with(cells),
            new MadeObjective(List.of(), batch -> 0).with(head(2)));
    assertThat(predicting.valueHead()).contains(cells);
    float[] predicted = predicting.predict(cells, two);
    assertThat(predicted).hasSize(4);
    assertThat(predicting.predict(cells, two)).containsExactly(predicted);
    assertThat(model.modes()).containsExactly(Mode.EVALUATION, Mode.EVALUATION);
    assertThat(parameters.get("weight").gradient()).isEqualTo(Optional.empty());
  }

  @Test
  void expressionIsPredictedByThoseThatDoSoInTheirPlaces() {
    assertThat(learner.reconstructions()).containsExactly(Optional.empty(), Optional.empty());
  }

  private static ValueHead head(double factor) {
    return new ValueHead(
        ValueHead.Asked.WHOLE_CELLS, ValueHead.Unit.VALUE, pass -> pass.cells().multiply(factor));
  }
}
