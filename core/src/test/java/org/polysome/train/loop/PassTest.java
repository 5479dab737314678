package org.polysome.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.fault.UsageException;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Mode;
import org.polysome.objective.Pass;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

class PassTest {

  private final Parameters parameters = new Parameters(Device.CPU, 3);
  private final Scope scope = new Scope();
  private final MadeModel model = new MadeModel(parameters, 0.5);
  private final TokenBatch batch = TokenBatches.batch(TokenBatches.cells(8, 30, 20, 30));

  @AfterEach
  void free() {
    scope.close();
    parameters.close();
  }

  private Pass pass(Mode mode) {
    return Pass.through(model, ModelBatch.of(batch, Device.CPU), mode);
  }

  @Test
  void givesWhatTheModelMade() {
    Pass pass = pass(Mode.EVALUATION);
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
    Pass first = pass(Mode.TRAINING);
    Pass second = first.again();
    assertThat(second.inputs()).isSameAs(first.inputs());
    assertThat(second.mode()).isEqualTo(Mode.TRAINING);
    assertThat(second.cells().toFloats()).isNotEqualTo(first.cells().toFloats());
    assertThat(model.modes()).containsExactly(Mode.TRAINING, Mode.TRAINING);
    assertThat(second.again().cells().toFloats()).isNotEqualTo(second.cells().toFloats());
  }

  @Test
  void againWithoutDropoutGivesTheSame() {
    Pass first = pass(Mode.EVALUATION);
    assertThat(first.again().cells().toFloats()).containsExactly(first.cells().toFloats());
    assertThat(model.modes()).containsExactly(Mode.EVALUATION, Mode.EVALUATION);
  }

  @Test
  void variancesAreThoseOfTheModelOrRefused() {
    assertThatThrownBy(() -> pass(Mode.EVALUATION).variances())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no distribution of a cell");
    model.makesVariances(Tensors.of(new float[] {4, 5}, 2));
    assertThat(pass(Mode.EVALUATION).variances().toFloats()).containsExactly(4, 5);
  }

  @Test
  void labelsAreThoseOfTheModel() {
    Tensor labels = Tensors.of(new float[] {1, 2, 3}, 3);
    model.makesLabels(labels);
    assertThat(pass(Mode.EVALUATION).labels()).contains(labels);
  }
}
