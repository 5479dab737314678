package org.polysome.suite.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A baseline that is trained on the judged cells themselves, all of them and without their labels
 * (transductive): which recipe, and what is changed so that some thousand cells take a minute or
 * two on two cores.
 *
 * @param name what its results are called
 * @param recipe of which it is a smaller form
 * @param changes {@code key.path=value}
 * @param ofBatch the key that names the column of batches, where there is one; absent for a model
 *     that reads none
 */
public record TrainedBaseline(
    String name, String recipe, List<String> changes, Optional<String> ofBatch) {

  /** Copies the changes. */
  public TrainedBaseline {
    changes = List.copyOf(changes);
  }

  /**
   * scVI in the transductive form of TxFM, smaller: 2,000 genes for 8,000, 128 numbers per layer
   * for 512, 32 per cell for 256, and at most 1,500 steps.
   */
  public static TrainedBaseline scvi() {
    return new TrainedBaseline(
        "scvi",
        "scvi-transductive",
        List.of(
            "tokenizer.genes.count=2000",
            "model.latent=32",
            "model.layers.hidden=128",
            "objectives.0.decoder.hidden=128",
            "objectives.0.warm-up={type: steps, count: 500}",
            "train.learning-rate=4e-3",
            "train.max-steps=1500"),
        Optional.of("objectives.0.batch-column"));
  }

  /** The linear autoencoder of TxFM's table 2, of 50 numbers per cell. */
  public static TrainedBaseline linearAutoencoder() {
    return new TrainedBaseline(
        "linear_autoencoder",
        "linear-autoencoder",
        List.of(
            "model.latent=50",
            "train.epochs=400",
            "train.max-steps=1500",
            "train.batch-size=128",
            "train.learning-rate=2e-3"),
        Optional.empty());
  }

  /** All that is changed, for cells of some batches or of none. */
  List<String> changes(boolean batches) {
    List<String> all = new ArrayList<>(changes);
    if (batches) {
      ofBatch.ifPresent(key -> all.add(key + "=" + CountsFile.BATCH));
    }
    return all;
  }
}
