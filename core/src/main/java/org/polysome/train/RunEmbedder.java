package org.polysome.train;

import java.nio.file.Path;
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
    Parameters parameters = new Parameters(device, run.plan().seed());
    RunEmbedder embedder = build(run, spec, parameters);
    try {
      CheckpointFiles.readPart(checkpoint, parameters);
      return embedder;
    } catch (PolysomeException e) {
      parameters.close();
      throw e;
    }
  }

  /** A model with fresh parameters. */
  static RunEmbedder untrained(Run run, long seed, Device device) {
    Parameters parameters = new Parameters(device, seed);
    RunEmbedder embedder = build(run, run.plan().model(), parameters);
    run.putGeneVectors(parameters);
    return embedder;
  }

  private static RunEmbedder build(Run run, ModelSpec spec, Parameters parameters) {
    int genes = run.vocabulary().size();
    EngineThreads.fit(spec, genes);
    CellModel model = spec.build(Learners.inputs(genes, run.labels()), parameters);
    int width = spec.embeddingWidth();
    return new RunEmbedder(parameters, new ModelEmbedder(model, width, parameters.device()));
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
