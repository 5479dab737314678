package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.DivergedException;
import org.polysome.objective.Term;
import org.polysome.tensor.Adam;
import org.polysome.tensor.Device;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.spec.TrainSpec;
import org.polysome.train.store.Checkpoints;
import org.polysome.train.store.StepLosses;

class DivergenceTest {

  @TempDir Path run;

  private final Parameters parameters = new Parameters(Device.CPU, 3);
  private final MadeModel model = new MadeModel(parameters, 0);
  private final MadeObjective objective =
      new MadeObjective(List.of(new Term("a", 1), new Term("b", 1)), TokenBatch::cells);
  private final Learner learner = new Learner(model, List.of(objective), parameters);
  private final Adam adam = new Adam(parameters.trained(), Adam.Settings.adam(), name -> true);
  private int cells = 3;

  @BeforeEach
  void folder() throws IOException {
    Files.createDirectory(run.resolve("checkpoints"));
  }

  @AfterEach
  void free() {
    adam.close();
    parameters.close();
  }

  private Divergence divergence() {
    TrainSpec spec = Config.bind(YamlReader.read("max-steps: 9", "test"), TrainSpec.class);
    TrainLog log = new TrainLog(run, 0, learner);
    log.close();
    return new Divergence(
        new TrainingParts(
            run,
            learner,
            adam,
            new StepRunner(learner, adam, spec, 1),
            Collections.emptyIterator(),
            step -> IntStream.range(0, cells).mapToObj(i -> "s" + step + "c" + i).toList(),
            Optional.empty(),
            log));
  }

  private static StepLosses losses(long step, double... sums) {
    return new StepLosses(step, sums, new long[] {1, 1});
  }

  @Test
  void numbersAreLetPass() {
    Divergence divergence = divergence();
    assertThatCode(
            () -> {
              divergence.check(List.of(losses(1, -1e30, 0), losses(2, 3, 4)));
              divergence.checkValidation(losses(2, 3, 4));
              divergence.checkParameters(2);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aLossNamesItsTermsItsStepAndItsCells() {
    assertThatThrownBy(() -> divergence().check(List.of(losses(6, 1, 1), losses(7, 1, Double.NaN))))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the training loss (b) is not a number at step 7")
        .hasMessageContaining("the cells of that step: s6c0, s6c1, s6c2\n")
        .hasMessageContaining("there is no good checkpoint yet")
        .hasMessageContaining("train.learning-rate");
    cells = 5;
    assertThatThrownBy(
            () -> divergence().check(List.of(losses(1, Double.POSITIVE_INFINITY, Double.NaN))))
        .hasMessageContaining("(a, b)")
        .hasMessageContaining("s0c3, s0c4\n");
    cells = 6;
    assertThatThrownBy(() -> divergence().check(List.of(losses(1, Double.NaN, 0))))
        .hasMessageContaining("s0c3, s0c4 and 1 more\n");
  }

  @Test
  void theLastGoodCheckpointIsNamed() {
    Checkpoints.of(run).write(4, folder -> {});
    assertThatThrownBy(() -> divergence().checkValidation(losses(7, Double.NaN, 0)))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the validation loss (a) is not a number after step 7")
        .hasMessageContaining("the last good checkpoint is " + Checkpoints.of(run).of(4));
  }

  @Test
  void aParameterThatIsNoNumberIsRefused() {
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      parameters.get("weight").narrow(0, 1, 1).fillInPlace(Double.NaN);
    }
    assertThatThrownBy(() -> divergence().checkParameters(7))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("a parameter is not a number after step 7");
  }
}
