package org.polysome.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.DenseLayers;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;
import org.polysome.nn.Weights;
import org.polysome.tensor.Parameters;

/**
 * The encoder of scVI (Lopez and others 2018; defaults of scvi-tools 1.x): it reads the counts of a
 * whole cell, no tokens, and makes a normal distribution of it, whose mean is the cell's vector.
 * Its decoder belongs to {@link org.polysome.objective.EvidenceLowerBound}, with which it is
 * trained.
 *
 * <p>A gene that the cell's source did not measure is read as 0, like one that was not seen. Of the
 * tokenizer only {@code genes} has a part: of selected genes alone the counts are read.
 *
 * @param latent numbers per cell of the distribution
 * @param layers the layers before it
 * @param batchColumn the column of {@code obs} whose label the layers read too ({@code
 *     encode_covariates} of scvi-tools); absent for none. A cell to embed whose label is not known
 *     has none of them
 * @param weights how the weights start
 */
public record Scvi(
    @Default("10") int latent,
    @Default("{}") DenseLayers.Form layers,
    Optional<String> batchColumn,
    @Default("fan-in") Weights weights)
    implements ModelSpec {

  /** Checks the sizes. */
  public Scvi {
    Require.positive("latent", latent);
  }

  @Override
  public Dimensions sizes(int genes) {
    return new Dimensions(genes, latent, layers.layers(), 1);
  }

  @Override
  public int embeddingWidth() {
    return latent;
  }

  @Override
  public CellModel build(ModelInputs inputs, Parameters parameters) {
    return new LiveScvi(
        this,
        new BuildContext(sizes(inputs.genes()), parameters.in("model"), weights, inputs.labels()));
  }

  @Override
  public List<String> labels() {
    return batchColumn.stream().toList();
  }

  @Override
  public List<Integer> blocksToPool() {
    return List.of(layers.layers());
  }

  @Override
  public Map<String, Traits> parts() {
    Traits cells = Traits.FREE.withoutTokenStates();
    return Map.of("layers", layers.norm().ofBatch() ? cells.withBatchNorm() : cells);
  }

  @Override
  public boolean readsWholeCells() {
    return true;
  }

  @Override
  public Set<State> gives() {
    return Set.of(State.CELLS, State.VARIANCES);
  }

  @Override
  public ModelCost cost(ModelInputs inputs, int tokens) {
    int genes = inputs.genes();
    long hidden = layers.hidden();
    return new ModelCost(
        parameters(inputs),
        layers.multiplyAdds(genes, 0) + 2 * hidden * latent,
        2L * genes + 4 * hidden * layers.layers() + 3L * latent);
  }
}
