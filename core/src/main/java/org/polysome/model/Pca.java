package org.polysome.model;

import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.tensor.Parameters;

/**
 * Principal components of the normalised values: {@code z_i = v_i . c} with the cell centred to
 * {@code c_g = x_g - m_g}, where m is the mean over the training cells that measured the gene, and
 * {@code c_g = 0} for a gene that the cell's source did not measure. Columns are not scaled. The
 * directions v are unit vectors by falling variance, {@link
 * org.polysome.graph.spectral.StreamedPca} finds them without making the values dense. Buffers
 * {@code model.mean} (genes), {@code model.components} (components, genes), {@code model.variance}
 * (components).
 *
 * @param components how many, which is the width of the embedding
 * @param passes how often the training cells are read to find them
 */
public record Pca(@Default("50") int components, @Default("8") int passes) implements FittedModel {

  /** Checks the sizes. */
  public Pca {
    Require.positive("components", components);
    Require.positive("passes", passes);
  }

  @Override
  public int embeddingWidth() {
    return components;
  }

  @Override
  public CellModel build(ModelInputs inputs, Parameters parameters) {
    return new Components(parameters.in("model"), inputs.genes(), components);
  }

  @Override
  public void fit(TrainingCells cells, Parameters parameters) {
    Components.fit(cells, this, parameters.in("model"));
  }
}
