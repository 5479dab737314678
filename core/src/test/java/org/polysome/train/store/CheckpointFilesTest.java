package org.polysome.train.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.fault.PolysomeException;
import org.polysome.fault.UsageException;
import org.polysome.tensor.Adam;
import org.polysome.tensor.Device;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensors;

class CheckpointFilesTest {

  private static final TrainState STATE =
      new TrainState(
          TrainState.SCHEMA,
          3,
          ValidationHistory.START.after(2, 0.5, 0),
          List.of(new StepLosses(3, new double[] {0.1, 2}, new long[] {4, 0})));

  @TempDir Path folder;

  private static Parameters parameters(long seed) {
    Parameters parameters = new Parameters(Device.CPU, seed);
    parameters.parameter("model.w", new Initialisation.Normal(1), 2, 3);
    parameters.parameter("head.w", new Initialisation.Normal(1), 3);
    try (Scope scope = new Scope()) {
      parameters.buffer("model.running", Tensors.of(new float[] {seed, 1}, 2));
    }
    return parameters;
  }

  private static Adam adam(Parameters parameters) {
    return new Adam(parameters.trained(), Adam.Settings.adamW(0.01), name -> true);
  }

  /** Three steps down the sum of the squares. */
  private static void train(Parameters parameters, Adam adam) {
    for (int step = 0; step < 3; step++) {
      try (Scope scope = new Scope()) {
        parameters.get("model.w").square().sum().backward();
        adam.step(0.1);
      }
    }
  }

  @Test
  void everythingComesBackAsItWas() {
    try (Parameters written = parameters(1);
        Adam from = adam(written);
        Parameters read = parameters(2);
        Adam into = adam(read)) {
      train(written, from);
      CheckpointFiles.write(folder, written, from, STATE);
      TrainState state = CheckpointFiles.read(folder, read, into);
      assertThat(state.step()).isEqualTo(3);
      assertThat(state.validation()).isEqualTo(STATE.validation());
      assertThat(state.unlogged()).hasSize(1);
      assertThat(state.unlogged().getFirst().sums()).containsExactly(0.1, 2);
      assertThat(into.steps()).isEqualTo(3);
      read.all()
          .forEach(
              (name, tensor) ->
                  assertThat(tensor.toFloats())
                      .as(name)
                      .containsExactly(written.get(name).toFloats()));
      into.state()
          .forEach(
              (name, tensor) ->
                  assertThat(tensor.toFloats())
                      .as(name)
                      .containsExactly(Objects.requireNonNull(from.state().get(name)).toFloats()));
    }
  }

  @Test
  void aPartIsReadWithoutTheRestAndWithoutAnOptimizer() {
    try (Parameters written = parameters(1);
        Parameters read = new Parameters(Device.CPU, 5)) {
      CheckpointFiles.write(folder, written, STATE);
      assertThat(folder.toFile().list()).containsOnly(CheckpointFiles.MODEL, Checkpoints.STATE);
      read.parameter("model.w", new Initialisation.Normal(1), 2, 3);
      CheckpointFiles.readPart(folder, read);
      assertThat(read.get("model.w").toFloats()).containsExactly(written.get("model.w").toFloats());
      read.parameter("model.other", new Initialisation.Normal(1), 2);
      assertThatThrownBy(() -> CheckpointFiles.readPart(folder, read))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("model.other");
    }
  }

  @Test
  void weightsOfAnotherModelAreRefused() {
    try (Parameters written = parameters(1);
        Adam from = adam(written);
        Parameters other = new Parameters(Device.CPU, 5);
        Adam into = adam(other)) {
      CheckpointFiles.write(folder, written, from, STATE);
      assertThatThrownBy(() -> CheckpointFiles.read(folder, other, into))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(CheckpointFiles.MODEL);
    }
  }

  @Test
  void aStateOfANewerSchemaOrADamagedOneIsRefused() throws IOException {
    try (Parameters parameters = parameters(1);
        Adam adam = adam(parameters)) {
      CheckpointFiles.write(folder, parameters, adam, STATE);
      Path state = folder.resolve(Checkpoints.STATE);
      String text = Files.readString(state);
      Files.writeString(state, text.replace("\"schema\":1", "\"schema\":2"));
      assertThatThrownBy(() -> CheckpointFiles.read(folder, parameters, adam))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("has schema 2, this Polysome reads up to 1");
      Files.writeString(state, text.substring(5));
      assertThatThrownBy(() -> CheckpointFiles.read(folder, parameters, adam))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("is damaged");
      Files.delete(state);
      assertThatThrownBy(() -> CheckpointFiles.read(folder, parameters, adam))
          .isInstanceOf(PolysomeException.class)
          .hasMessageContaining(Checkpoints.STATE);
    }
  }
}
