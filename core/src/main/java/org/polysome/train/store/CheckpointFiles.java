package org.polysome.train.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.IoFaults;
import org.polysome.tensor.Adam;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.SafetensorsWriter;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What is in the folder of a checkpoint. */
public final class CheckpointFiles {

  /** Parameters and buffers. */
  public static final String MODEL = "model.safetensors";

  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CheckpointFiles() {}

  /** Writes everything that a resumed run needs. */
  public static void write(Path folder, Parameters parameters, Adam optimizer, TrainState state) {
    try (Scope scope = new Scope()) {
      SafetensorsWriter.write(folder.resolve(OPTIMIZER), optimizer.state(), Map.of());
    }
    write(folder, parameters, state);
  }

  /** Writes what embedding needs, and other runs that start from these weights. */
  public static void write(Path folder, Parameters parameters, TrainState state) {
    SafetensorsWriter.write(folder.resolve(MODEL), parameters.all(), Map.of());
    Path file = folder.resolve(Checkpoints.STATE);
    try {
      Files.write(file, JSON.writeValueAsBytes(state));
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }

  /**
   * Puts the stored numbers into a model and its optimiser.
   *
   * @throws DataException if a file is damaged or belongs to another model
   */
  public static TrainState read(Path folder, Parameters parameters, Adam optimizer) {
    TrainState state = state(folder.resolve(Checkpoints.STATE));
    readModel(folder, parameters);
    Path file = folder.resolve(OPTIMIZER);
    try (Scope scope = new Scope()) {
      optimizer.load(Safetensors.read(file), state.step(), file.toString());
    }
    return state;
  }

  /**
   * Puts stored parameters and buffers into a part of the model they belong to.
   *
   * @throws DataException if the file is damaged or lacks one
   */
  public static void readPart(Path folder, Parameters part) {
    Path path = folder.resolve(MODEL);
    try (Scope scope = new Scope();
        Safetensors file = Safetensors.open(path)) {
      Map<String, Tensor> stored = new LinkedHashMap<>();
      part.all().keySet().forEach(name -> stored.put(name, file.tensor(name)));
      part.load(stored, path.toString());
    }
  }

  private static void readModel(Path folder, Parameters parameters) {
    Path file = folder.resolve(MODEL);
    try (Scope scope = new Scope()) {
      parameters.load(Safetensors.read(file), file.toString());
    }
  }

  private static TrainState state(Path file) {
    TrainState state;
    try {
      state = JSON.readValue(Files.readAllBytes(file), TrainState.class);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    } catch (JacksonException e) {
      throw new DataException(file + " is damaged: " + e.getOriginalMessage(), e);
    }
    if (state.schema() > TrainState.SCHEMA) {
      throw new UsageException(
          "%s has schema %d, this Polysome reads up to %d; install a newer version"
              .formatted(file, state.schema(), TrainState.SCHEMA));
    }
    return state;
  }
}
