package org.polysome.model;

import java.util.Map;
import org.polysome.fault.UsageException;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;
import org.polysome.tensor.Parameters;

/**
 * A model of whole cells that is fitted to the training cells and not trained: it has buffers and
 * no parameters, and no objective plays a part. It reads the normalised values of all genes.
 */
public sealed interface FittedModel extends ModelSpec permits Pca, RidgePca, Hvg {

  /**
   * Fits it.
   *
   * @param parameters holds what {@link #build} made, which is filled
   * @throws UsageException if the cells have less to them than the sizes ask for
   */
  void fit(TrainingCells cells, Parameters parameters);

  @Override
  default Dimensions sizes(int genes) {
    return new Dimensions(genes, embeddingWidth(), 1, 1);
  }

  @Override
  default boolean readsWholeCells() {
    return true;
  }

  @Override
  default Map<String, Traits> parts() {
    return Map.of("", Traits.FREE.withoutTokenStates());
  }

  @Override
  default ModelCost cost(ModelInputs inputs, int tokens) {
    int genes = inputs.genes();
    return new ModelCost(0, (long) genes * embeddingWidth(), genes + (long) embeddingWidth());
  }
}
