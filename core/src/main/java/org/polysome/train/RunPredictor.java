package org.polysome.train;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.polysome.fault.PolysomeException;
import org.polysome.fault.UsageException;
import org.polysome.objective.ValueHead;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.loop.Learner;
import org.polysome.train.store.CheckpointFiles;

/**
 * The model of a run with its heads, ready to predict values of single genes. It owns native
 * memory: close it.
 */
public final class RunPredictor implements AutoCloseable {

  private final Parameters parameters;
  private final Learner learner;
  private final ValueHead head;

  private RunPredictor(Parameters parameters, Learner learner, ValueHead head) {
    this.parameters = parameters;
    this.learner = learner;
    this.head = head;
  }

  /**
   * With the weights of a checkpoint.
   *
   * @param checkpoint the folder {@code step-N}
   */
  static RunPredictor load(Run run, Path checkpoint, MeasuredGenes measured) {
    return build(run, measured, parameters -> CheckpointFiles.readPart(checkpoint, parameters));
  }

  /** With the weights that training begins with. */
  static RunPredictor untrained(Run run, MeasuredGenes measured) {
    return build(run, measured, run::putGeneVectors);
  }

  private static RunPredictor build(Run run, MeasuredGenes measured, Consumer<Parameters> weights) {
    Parameters parameters = new Parameters(Device.CPU, run.plan().seed());
    try {
      EngineThreads.fit(run.plan().model(), run.vocabulary().size());
      Learner learner = Learners.build(run.plan(), measured, run.labels(), parameters);
      ValueHead head =
          learner
              .valueHead()
              .orElseThrow(
                  () -> new UsageException(run.folder() + ": no objective predicts values"));
      weights.accept(parameters);
      return new RunPredictor(parameters, learner, head);
    } catch (PolysomeException e) {
      parameters.close();
      throw e;
    }
  }

  /**
   * Predicts values of a batch.
   *
   * @return as {@link ValueHead} says, row-major
   */
  public float[] predict(TokenBatch batch) {
    return learner.predict(head, batch);
  }

  @Override
  public void close() {
    parameters.close();
  }
}
