package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.fault.UsageException;
import org.polysome.nn.Mode;
import org.polysome.objective.Pass;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

class ModelPassTest {

  private final Parameters parameters = new Parameters(Device.CPU, 3);
  private final Scope scope = new Scope();
  private final MadeModel model = new MadeModel(parameters, 0.5);
  private final Forward forward = ModelPass.through(model, Device.CPU);
  private final TokenBatch batch = TokenBatches.batch(TokenBatches.cells(8, 30, 20, 30));

  @AfterEach
  void free() {
    scope.close();
    parameters.close();
  }

  @Test
  void givesWhatTheModelMade() {
    Pass pass = forward.pass(batch, Mode.EVALUATION);
    assertThat(pass.batch()).isSameAs(batch);
    assertThat(pass.mode()).isEqualTo(Mode.EVALUATION);
    assertThat(pass.tokens().shape()).containsExactly(3, 30, 2);
    assertThat(pass.genes().shape()).containsExactly(3, 30, 2);
    assertThat(pass.cells().toFloats()).containsExactly(pass.tokens().sum(1).toFloats());
    assertThat(pass.labels()).isEmpty();
    assertThat(pass.geneVectors().toFloats()).containsExactly(model.geneVectors().toFloats());
  }

  /** What contrastive objectives live on: the same batch with other dropout. */
  @Test
  void againIsTheSameBatchWithTheDropoutThatComesNext() {
    Engine.seed(5);
    Pass first = forward.pass(batch, Mode.TRAINING);
    Pass second = first.again();
    assertThat(second.batch()).isSameAs(batch);
    assertThat(second.mode()).isEqualTo(Mode.TRAINING);
    assertThat(second.cells().toFloats()).isNotEqualTo(first.cells().toFloats());
    assertThat(model.modes()).containsExactly(Mode.TRAINING, Mode.TRAINING);
    assertThat(second.again().cells().toFloats()).isNotEqualTo(second.cells().toFloats());
  }

  @Test
  void againWithoutDropoutGivesTheSame() {
    Pass first = forward.pass(batch, Mode.EVALUATION);
    assertThat(first.again().cells().toFloats()).containsExactly(first.cells().toFloats());
    assertThat(model.modes()).containsExactly(Mode.EVALUATION, Mode.EVALUATION);
  }

  @Test
  void variancesAreThoseOfTheModelOrRefused() {
    assertThatThrownBy(() -> forward.pass(batch, Mode.EVALUATION).variances())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no distribution of a cell");
    model.makesVariances(Tensors.of(new float[] {4, 5}, 2));
    assertThat(forward.pass(batch, Mode.EVALUATION).variances().toFloats()).containsExactly(4, 5);
  }

  @Test
  void labelsAreThoseOfTheModel() {
    Tensor labels = Tensors.of(new float[] {1, 2, 3}, 3);
    model.makesLabels(labels);
    assertThat(forward.pass(batch, Mode.EVALUATION).labels()).contains(labels);
  }

  @Test
  void theModelHearsOfEachStep() {
    forward.atStep(0);
    forward.atStep(41);
    assertThat(model.steps()).containsExactly(0L, 41L);
  }
}
