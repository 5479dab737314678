package org.polysome.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.polysome.genes.Vocabulary;
import org.polysome.objective.LabelDictionary;
import org.polysome.provenance.Manifest;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;
import org.polysome.train.store.TrainState;

/**
 * A run whose weights were trained elsewhere: one checkpoint {@code step-0}, best and last at once,
 * that embeds and that other runs start from. It holds no state of an optimiser and no corpus, and
 * so cannot be resumed.
 *
 * @param plan model, tokenizer and objectives as they were trained
 * @param vocabulary the genes that the model knows
 * @param fitted what the tokenizer knows of the training cells
 * @param labels the labels of the columns that are read
 * @param manifest the files that the weights come from
 */
public record WeightsFromElsewhere(
    Plan plan,
    Vocabulary vocabulary,
    Fitted fitted,
    Map<String, LabelDictionary> labels,
    Manifest manifest) {

  /** Copies the labels. */
  public WeightsFromElsewhere {
    labels = Map.copyOf(labels);
  }

  /**
   * What fills a run.
   *
   * @param weights copies the numbers into parameters and buffers that were just built
   * @param files writes further files into the folder
   */
  public record Filling(Consumer<Parameters> weights, Consumer<Path> files) {}

  /**
   * Writes the run folder, which appears whole or not at all.
   *
   * @throws org.polysome.fault.UsageException if it exists and may not be replaced
   */
  public void write(Path target, boolean force, Filling filling) {
    MeasuredGenes measured = MeasuredGenes.everything(1, vocabulary.size());
    try (Parameters parameters = new Parameters(Device.CPU, plan.seed())) {
      Learners.build(plan, measured, labels, parameters);
      filling.weights().accept(parameters);
      new NewRun(plan, vocabulary, fitted, labels, manifest, List.of())
          .write(
              target,
              force,
              folder -> {
                Checkpoints checkpoints = Checkpoints.of(folder);
                checkpoints.write(
                    0, step -> CheckpointFiles.write(step, parameters, TrainState.start()));
                checkpoints.point(Checkpoints.BEST, 0);
                filling.files().accept(folder);
              });
    }
  }
}
