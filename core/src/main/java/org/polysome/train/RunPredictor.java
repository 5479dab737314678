package org.polysome.train;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.polysome.fault.PolysomeException;
import org.polysome.fault.UsageException;
import org.polysome.model.CellModel;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Mode;
import org.polysome.objective.ValueHead;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.loop.Learner;
import org.polysome.train.store.CheckpointFiles;

/**
 * The model of a run with its heads, ready to predict values or expression. It owns native memory:
 * close it.
 */
public final class RunPredictor implements AutoCloseable {

  private final Parameters parameters;
  private final Function<TokenBatch, float[]> predictions;

  private RunPredictor(Parameters parameters, Function<TokenBatch, float[]> predictions) {
    this.parameters = parameters;
    this.predictions = predictions;
  }

  /**
   * With the weights of a checkpoint, for hidden values.
   *
   * @param checkpoint the folder {@code step-N}
   */
  static RunPredictor load(Run run, Path checkpoint, MeasuredGenes measured) {
    return build(
        run,
        Device.CPU,
        parameters -> ofHidden(run, measured, parameters),
        parameters -> CheckpointFiles.readPart(checkpoint, parameters));
  }

  /** With the weights that training begins with, for hidden values. */
  static RunPredictor untrained(Run run, MeasuredGenes measured) {
    return build(
        run, Device.CPU, parameters -> ofHidden(run, measured, parameters), run::putGeneVectors);
  }

  /**
   * With the weights of a checkpoint, for the expression of cells.
   *
   * @param checkpoint the folder {@code step-N}
   * @param setting of which cells, and where
   */
  static RunPredictor ofExpression(Reconstruction how, Run run, Path checkpoint, Setting setting) {
    return build(
        run,
        setting.device(),
        parameters ->
            how.place().isPresent()
                ? ofObjective(how.place().getAsInt(), learner(run, setting.measured(), parameters))
                : ofModel(run, parameters),
        parameters -> CheckpointFiles.readPart(checkpoint, parameters));
  }

  /**
   * Where and of what a model predicts.
   *
   * @param measured which genes of the vocabulary the sources of the cells measured
   * @param device where the model runs
   */
  record Setting(MeasuredGenes measured, Device device) {}

  private static RunPredictor build(
      Run run,
      Device device,
      Function<Parameters, Function<TokenBatch, float[]>> model,
      Consumer<Parameters> weights) {
    Parameters parameters = new Parameters(device, run.plan().seed());
    try {
      EngineThreads.fit(run.plan().model(), run.vocabulary().size());
      Function<TokenBatch, float[]> predictions = model.apply(parameters);
      weights.accept(parameters);
      return new RunPredictor(parameters, predictions);
    } catch (PolysomeException e) {
      parameters.close();
      throw e;
    }
  }

  private static Learner learner(Run run, MeasuredGenes measured, Parameters parameters) {
    return Learners.build(run.plan(), measured, run.labels(), parameters);
  }

  private static Function<TokenBatch, float[]> ofHidden(
      Run run, MeasuredGenes measured, Parameters parameters) {
    Learner learner = learner(run, measured, parameters);
    ValueHead head =
        learner
            .valueHead()
            .orElseThrow(() -> new UsageException(run.folder() + ": no objective predicts values"));
    return batch -> learner.predict(head, batch);
  }

  private static Function<TokenBatch, float[]> ofObjective(int place, Learner learner) {
    ValueHead head = learner.reconstructions().get(place).orElseThrow();
    return batch -> learner.predict(head, batch);
  }

  private static Function<TokenBatch, float[]> ofModel(Run run, Parameters parameters) {
    CellModel model = run.plan().model().build(run.modelInputs(), parameters);
    UnaryOperator<Tensor> back = model.decoder().orElseThrow();
    return batch -> {
      try (Scope scope = new Scope();
          NoGradient frozen = new NoGradient()) {
        Tensor cells = model.cells(ModelBatch.of(batch, parameters.device()), Mode.EVALUATION);
        return back.apply(cells).to(ElementType.FLOAT32).toFloats();
      }
    };
  }

  /**
   * Predicts of a batch.
   *
   * @return as {@link ValueHead} says, row-major
   */
  public float[] predict(TokenBatch batch) {
    return predictions.apply(batch);
  }

  @Override
  public void close() {
    parameters.close();
  }
}
