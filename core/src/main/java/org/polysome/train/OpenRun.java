package org.polysome.train;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.polysome.fault.PolysomeException;
import org.polysome.fault.UsageException;
import org.polysome.model.CellModel;
import org.polysome.model.Embedder;
import org.polysome.model.ModelBatch;
import org.polysome.model.ModelEmbedder;
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

/**
 * The model of a run in memory, to be asked: with weights of a checkpoint or those that training
 * begins with, alone or with the heads of its objectives. It owns native memory: close it.
 */
public final class OpenRun implements Embedder, AutoCloseable {

  private final Run run;
  private final Parameters parameters;
  private final CellModel model;
  private final Optional<Learner> learner;
  private final Embedder embedder;

  private OpenRun(Run run, Parameters parameters, CellModel model, Optional<Learner> learner) {
    this.run = run;
    this.parameters = parameters;
    this.model = model;
    this.learner = learner;
    this.embedder = embedder(model.toEmbed());
  }

  /**
   * Which weights, where.
   *
   * @param weights those of a checkpoint or none
   * @param device where the model runs
   */
  public record Setting(RunWeights weights, Device device) {

    /** On the processor. */
    public static Setting of(RunWeights weights) {
      return new Setting(weights, Device.CPU);
    }
  }

  /** The model alone, to embed. */
  static OpenRun model(Run run, Setting setting) {
    return open(
        run,
        setting,
        parameters -> new OpenRun(run, parameters, built(run, parameters), Optional.empty()));
  }

  private static CellModel built(Run run, Parameters parameters) {
    return run.plan().model().build(run.modelInputs(), parameters);
  }

  /** The model with the heads of its objectives, which predict. */
  static OpenRun withHeads(Run run, Setting setting, MeasuredGenes measured) {
    return open(
        run,
        setting,
        parameters -> {
          CellModel model = built(run, parameters);
          var heads = new Learners.HeadInputs(measured, run.labels());
          Learner learner = Learners.around(model, run.plan(), heads, parameters);
          return new OpenRun(run, parameters, model, Optional.of(learner));
        });
  }

  private interface Builder {
    OpenRun build(Parameters parameters);
  }

  private static OpenRun open(Run run, Setting setting, Builder builder) {
    Parameters parameters = new Parameters(setting.device(), setting.weights().seed(run));
    try {
      EngineThreads.fit(run.plan().model(), run.vocabulary().size());
      OpenRun open = builder.build(parameters);
      setting.weights().put(run, parameters);
      return open;
    } catch (PolysomeException e) {
      parameters.close();
      throw e;
    }
  }

  /** What predicts of a batch. */
  @FunctionalInterface
  public interface Predictor {
    /** Predicts, as {@link ValueHead} says, row-major. */
    float[] predict(TokenBatch batch);
  }

  /** The live model, whose states attributions and attention weights are asked of. */
  public CellModel model() {
    return model;
  }

  /** Where it lives. */
  public Device device() {
    return parameters.device();
  }

  @Override
  public int width() {
    return run.plan().model().embeddingWidth();
  }

  /** Embeds by the block that the plan says, the last if it says none. */
  @Override
  public float[] embed(TokenBatch batch) {
    return embedder.embed(batch);
  }

  /**
   * Embeds by the states after a block.
   *
   * @param block counted from 1; 0 for the embedding of tokens
   * @throws UsageException if a cell cannot be pooled there
   */
  public Embedder after(int block) {
    run.plan().model().requireBlock(block);
    return embedder(model.after(block));
  }

  private Embedder embedder(CellModel pooling) {
    return new ModelEmbedder(pooling, width(), device());
  }

  /**
   * Predicts masked values, by the first of the objectives that does so.
   *
   * @throws UsageException if none does
   */
  public Predictor values() {
    Learner heads = heads();
    ValueHead head =
        heads
            .valueHead()
            .orElseThrow(() -> new UsageException(run.folder() + ": no objective predicts values"));
    return batch -> heads.predict(head, batch);
  }

  /** Predicts the expression of cells, as {@link Run#reconstruction} says. */
  public Predictor expression(Reconstruction how) {
    if (how.place().isEmpty()) {
      return wayBack();
    }
    Learner heads = heads();
    ValueHead head = heads.reconstructions().get(how.place().getAsInt()).orElseThrow();
    return batch -> heads.predict(head, batch);
  }

  private Learner heads() {
    return learner.orElseThrow(
        () -> new IllegalStateException(run.folder() + " was opened without its heads"));
  }

  private Predictor wayBack() {
    UnaryOperator<Tensor> back = model.decoder().orElseThrow();
    return batch -> {
      try (Scope scope = new Scope();
          NoGradient frozen = new NoGradient()) {
        Tensor cells = model.cells(ModelBatch.of(batch, device()), Mode.EVALUATION);
        return back.apply(cells).to(ElementType.FLOAT32).toFloats();
      }
    };
  }

  @Override
  public void close() {
    parameters.close();
  }
}
