package org.polysome.train;

import java.nio.file.Path;
import java.util.function.Function;
import org.polysome.fault.PolysomeException;
import org.polysome.model.CellModel;
import org.polysome.model.Embedder;
import org.polysome.model.ModelEmbedder;
import org.polysome.model.ModelSpec;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.store.CheckpointFiles;

/** The model of one checkpoint, ready to embed. It owns native memory: close it. */
public final class RunEmbedder implements Embedder, AutoCloseable {

  private final Parameters parameters;
  private final Embedder embedder;

  private RunEmbedder(Parameters parameters, Embedder embedder) {
    this.parameters = parameters;
    this.embedder = embedder;
  }

  /**
   * Loads the model of a checkpoint.
   *
   * @param spec the model of the run, or its first layers
   * @param checkpoint the folder {@code step-N}
   * @throws org.polysome.fault.DataException if the checkpoint is damaged or of another model
   */
  static RunEmbedder load(Run run, ModelSpec spec, Path checkpoint, Device device) {
    return read(run, checkpoint, device, parameters -> build(run, spec, parameters));
  }

  /**
   * The embedding of tokens of a checkpoint, pooled: the model without its blocks.
   *
   * @throws org.polysome.fault.UsageException if the model has none that can be pooled
   */
  static RunEmbedder ofTokens(Run run, Path checkpoint, Device device) {
    ModelSpec spec = run.plan().model();
    return read(
        run, checkpoint, device, parameters -> build(run, spec, parameters).withoutBlocks());
  }

  /** A model with fresh parameters. */
  static RunEmbedder untrained(Run run, long seed, Device device) {
    Parameters parameters = new Parameters(device, seed);
    CellModel model = build(run, run.plan().model().toEmbed(), parameters);
    run.putGeneVectors(parameters);
    return of(run, model, parameters);
  }

  private static RunEmbedder read(
      Run run, Path checkpoint, Device device, Function<Parameters, CellModel> builder) {
    Parameters parameters = new Parameters(device, run.plan().seed());
    try {
      CellModel model = builder.apply(parameters);
      CheckpointFiles.readPart(checkpoint, parameters);
      return of(run, model, parameters);
    } catch (PolysomeException e) {
      parameters.close();
      throw e;
    }
  }

  private static RunEmbedder of(Run run, CellModel model, Parameters parameters) {
    int width = run.plan().model().embeddingWidth();
    return new RunEmbedder(parameters, new ModelEmbedder(model, width, parameters.device()));
  }

  private static CellModel build(Run run, ModelSpec spec, Parameters parameters) {
    EngineThreads.fit(spec, run.vocabulary().size());
    return spec.build(run.modelInputs(), parameters);
  }

  @Override
  public int width() {
    return embedder.width();
  }

  @Override
  public float[] embed(TokenBatch batch) {
    return embedder.embed(batch);
  }

  @Override
  public void close() {
    parameters.close();
  }
}
