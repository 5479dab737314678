package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.nn.Mode;
import org.polysome.objective.Term;
import org.polysome.random.Seeds;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.store.StepLosses;

class ValidatorTest {

  private static final long SEED = 19;

  private final Parameters parameters = new Parameters(Device.CPU, 3);
  private final MadeModel model = new MadeModel(parameters, 0.5);
  private final MadeObjective objective =
      new MadeObjective(List.of(new Term("a", 1), new Term("b", 1)), TokenBatch::cells);
  private final Learner learner = new Learner(model, List.of(objective), parameters);
  private final List<TokenBatch> batches =
      List.of(
          TokenBatches.batch(TokenBatches.cells(8, 30, 20)),
          TokenBatches.batch(TokenBatches.cells(9, 25, 12, 30)));
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final Validator validator =
      new Validator(
          learner,
          () -> {
            opened.incrementAndGet();
            return batches.stream().onClose(closed::incrementAndGet);
          },
          SEED);

  @AfterEach
  void free() {
    parameters.close();
  }

  @Test
  void lossesAreOverAllHeldOutCellsTogether() {
    StepLosses losses = validator.run(70);
    assertThat(losses.step()).isEqualTo(70);
    assertThat(losses.counts()).containsExactly(5, 5);
    double expected = 0;
    try (Scope scope = new Scope()) {
      for (TokenBatch batch : batches) {
        expected += learner.sums(batch, 1).getFirst().item();
      }
    }
    assertThat(losses.sums()[0]).isCloseTo(expected, within(1e-4));
    assertThat(losses.sums()[1]).isCloseTo(2 * expected, within(2e-4));
  }

  /** Else a lower validation loss may be luck, and the best checkpoint any. */
  @Test
  void theSameWeightsHaveTheSameLossEachTimeWithoutDropout() {
    Engine.seed(1);
    StepLosses first = validator.run(10);
    Engine.seed(2);
    StepLosses second = validator.run(20);
    assertThat(second.sums()).containsExactly(first.sums());
    assertThat(model.modes()).containsOnly(Mode.EVALUATION).hasSize(4);
    assertThat(objective.modes()).containsOnly(Mode.EVALUATION);
    assertThat(objective.seeds()).containsOnly(Seeds.of(Seeds.of(SEED), 0));
  }

  @Test
  void takesNoGradientsAndLeavesNothingOpen() {
    validator.run(10);
    validator.run(20);
    assertThat(opened).hasValue(2);
    assertThat(closed).hasValue(2);
    assertThat(parameters.get("weight").gradient()).isEmpty();
  }

  @Test
  void ofNoCellsThereIsNoValue() {
    StepLosses losses = new Validator(learner, Stream::of, SEED).run(1);
    assertThat(losses.counts()).containsExactly(0, 0);
    assertThat(losses.sums()).containsExactly(0, 0);
  }
}
