package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.objective.Term;
import org.polysome.random.Seeds;
import org.polysome.tensor.Adam;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.spec.Horizon;
import org.polysome.train.spec.TrainSpec;
import org.polysome.train.store.StepLosses;

class StepRunnerTest {

  private static final long SEED = 23;
  private static final Horizon HORIZON = new Horizon(50, 10);

  private final List<TokenBatch> batches =
      List.of(
          TokenBatches.batch(TokenBatches.cells(8, 30, 20)),
          TokenBatches.batch(TokenBatches.cells(9, 25, 12, 30)));

  private static TrainSpec spec(String... assignments) {
    return Config.bind(
        Assignment.applyAll(
            YamlReader.read("max-steps: 50\nlearning-rate: 0.1", "test"), List.of(assignments)),
        TrainSpec.class);
  }

  /** What is trained, with everything that was noted. */
  private static final class Training implements AutoCloseable {

    private final Parameters parameters = new Parameters(Device.CPU, 3);
    private final MadeModel model;
    private final MadeObjective objective =
        new MadeObjective(List.of(new Term("a", 3), new Term("b", 0)), TokenBatch::cells);
    private final Learner learner;
    private final Adam adam;
    private final StepRunner runner;
    private final LossLedger ledger = new LossLedger(List.of());

    Training(double dropout, TrainSpec spec) {
      model = new MadeModel(parameters, dropout);
      learner = new Learner(model, List.of(objective), parameters);
      adam = Optimizers.build(spec, 50, parameters);
      runner = new StepRunner(learner, adam, spec, SEED);
    }

    StepLosses step(long step, List<TokenBatch> batches) {
      runner.run(step, HORIZON, batches, ledger);
      return ledger.read().getLast();
    }

    float[] weight() {
      return parameters.get("weight").toFloats();
    }

    float[] gradient() {
      try (Scope scope = new Scope()) {
        return parameters.get("weight").gradient().orElseThrow().toFloats();
      }
    }

    @Override
    public void close() {
      ledger.close();
      adam.close();
      parameters.close();
    }
  }

  /** Of the sum over a cell's values times two weights, the gradient is the sum over the values. */
  private double gradient() {
    double values = 0;
    for (TokenBatch batch : batches) {
      for (float value : batch.values()) {
        values += value;
      }
    }
    return 3 * values / 5;
  }

  @Test
  void aStepIsOverAllOfItsBatches() {
    try (Training training = new Training(0, spec())) {
      double expected = training.weight()[0] + training.weight()[1];
      StepLosses losses = training.step(7, batches);
      assertThat(losses.step()).isEqualTo(8);
      assertThat(losses.counts()).containsExactly(5, 5);
      double all = expected * gradient() * 5 / 3;
      assertThat(losses.sums()[0]).isCloseTo(all, within(1e-4 * Math.abs(all)));
      assertThat(losses.sums()[1]).isCloseTo(2 * all, within(2e-4 * Math.abs(all)));
      for (float found : training.gradient()) {
        assertThat((double) found).isCloseTo(gradient(), within(1e-4 * gradient()));
      }
      assertThat(training.adam.steps()).isEqualTo(1);
    }
  }

  @Test
  void gradientsOfTheStepBeforeAreForgottenAndLongOnesClipped() {
    try (Training training = new Training(0, spec("clip=0.5"))) {
      training.step(0, batches);
      training.step(1, batches);
      float[] gradient = training.gradient();
      assertThat(Math.hypot(gradient[0], gradient[1])).isCloseTo(0.5, within(1e-4));
    }
    try (Training training = new Training(0, spec())) {
      training.step(0, batches);
      training.step(1, batches);
      assertThat((double) training.gradient()[0]).isCloseTo(gradient(), within(1e-4 * gradient()));
    }
  }

  /** Adam's first step is as long as the rate, whatever the gradient. */
  @Test
  void theRateIsThatOfTheScheduleAtTheStep() {
    TrainSpec climbing =
        spec("schedule={type: constant, warm-up-steps: 4}", "optimizer={type: adam}");
    for (long step : new long[] {0, 1, 30}) {
      try (Training training = new Training(0, climbing)) {
        float before = training.weight()[0];
        training.step(step, batches);
        double rate = 0.1 * Math.min(1, (step + 1) / 4.0);
        assertThat(training.runner.learningRate(step, HORIZON)).isCloseTo(rate, within(1e-12));
        assertThat((double) before - training.weight()[0]).isCloseTo(rate, within(1e-4));
      }
    }
  }

  @Test
  void theLearnerHearsOfTheStepAndTheEpoch() {
    try (Training training = new Training(0, spec())) {
      training.step(7, batches);
      assertThat(training.objective.steps()).containsExactly("7/10");
      assertThat(training.model.steps()).containsExactly(7L);
    }
  }

  @Test
  void everyBatchOfAStepHasRandomChoicesOfItsOwn() {
    try (Training training = new Training(0, spec())) {
      training.step(7, batches);
      long step = Seeds.of(SEED, 7, 0);
      assertThat(training.objective.seeds())
          .containsExactly(Seeds.of(Seeds.of(step, 0), 0), Seeds.of(Seeds.of(step, 1), 0));
    }
  }

  /** So that a resumed run goes on to the same bytes. */
  @Test
  void dropoutIsAFunctionOfTheStep() {
    try (Training one = new Training(0.5, spec());
        Training two = new Training(0.5, spec());
        Training other = new Training(0.5, spec())) {
      Engine.seed(1);
      double[] first = one.step(7, batches).sums();
      Engine.seed(2);
      assertThat(two.step(7, batches).sums()).containsExactly(first);
      assertThat(two.weight()).containsExactly(one.weight());
      assertThat(other.step(8, batches).sums()).isNotEqualTo(first);
    }
  }

  /** Something before the step, such as a validation, has taken them down to one. */
  @Test
  void matrixProductsBeginAStepWithTheThreadsThatTheyHadWhenItWasMade() {
    int before = Engine.threads();
    try {
      Engine.threads(2);
      Engine.widenProducts();
      int most = Engine.blasThreads();
      try (Training wide = new Training(0, spec())) {
        Engine.blasThreads(1);
        wide.step(0, batches);
        assertThat(Engine.blasThreads()).isEqualTo(most);
      }
      Engine.blasThreads(1);
      try (Training narrow = new Training(0, spec())) {
        narrow.step(0, batches);
        assertThat(Engine.blasThreads()).isEqualTo(1);
      }
    } finally {
      Engine.threads(before);
    }
  }

  @Test
  void aStepWithoutAValueMovesNothing() {
    TokenBatch nothing = TokenBatches.batch(List.of(), 3);
    try (Training training = new Training(0, spec("optimizer={type: adam}"))) {
      float[] before = training.weight();
      StepLosses losses = training.step(0, List.of(nothing));
      assertThat(losses.counts()).containsExactly(0, 0);
      assertThat(training.weight()).containsExactly(before);
    }
  }
}
