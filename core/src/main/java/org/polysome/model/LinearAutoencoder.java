package org.polysome.model;

import java.util.List;
import java.util.Map;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Linear;
import org.polysome.nn.Traits;
import org.polysome.nn.Weights;
import org.polysome.tensor.Parameters;

/**
 * The encoder of a linear autoencoder (TxFM, table 2): one linear layer from the normalised values
 * of a whole cell, no tokens, to its vector. Its decoder is that of an objective over whole cells,
 * such as {@code whole-cell-counts} with {@code decoder: linear} and {@code loss: mse}.
 *
 * <p>A gene that the cell's source did not measure is read as 0, like one that was not seen. Of the
 * tokenizer {@code normalisation} has a part, and {@code genes}: of selected genes alone the values
 * are read.
 *
 * @param latent numbers per cell
 * @param weights how the weights start
 */
public record LinearAutoencoder(@Default("128") int latent, @Default("fan-in") Weights weights)
    implements ModelSpec {

  /** Checks the size. */
  public LinearAutoencoder {
    Require.positive("latent", latent);
  }

  @Override
  public Dimensions sizes(int genes) {
    return new Dimensions(genes, latent, 1, 1);
  }

  @Override
  public int embeddingWidth() {
    return latent;
  }

  @Override
  public CellModel build(ModelInputs inputs, Parameters parameters) {
    BuildContext context =
        new BuildContext(sizes(inputs.genes()), parameters.in("model"), weights, inputs.labels());
    Linear encoder = Linear.of(context.in("encoder"), inputs.genes(), latent);
    return (batch, mode) -> Encoded.ofCells(encoder.forward(batch.requireWhole().values()));
  }

  @Override
  public List<Integer> blocksToPool() {
    return List.of(1);
  }

  @Override
  public Map<String, Traits> parts() {
    return Map.of("", Traits.FREE.withoutTokenStates());
  }

  @Override
  public boolean readsWholeCells() {
    return true;
  }

  @Override
  public ModelCost cost(ModelInputs inputs, int tokens) {
    int genes = inputs.genes();
    return new ModelCost(parameters(inputs), (long) genes * latent, (long) genes + latent);
  }
}
