package org.polysome.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Linear layers with norms, ReLU and dropout, of which each reads the covariates of the cells
 * beside what comes from the layer before: the layers of scvi-tools 1.x ({@code FCLayers},
 * covariates injected into every layer). Parameters {@code layer.N.weight} (hidden, inputs +
 * covariates), {@code layer.N.bias} and those of {@link BatchNorm} under {@code layer.N.norm}; the
 * layer norm has none.
 */
public final class DenseLayers {

  private static final double BATCH_NORM_EPSILON = 1e-3;
  private static final double MOMENTUM = 0.01;
  private static final double LAYER_NORM_EPSILON = 1e-5;

  private final List<Stage> stages = new ArrayList<>();
  private final Form form;

  /**
   * What the layers are like.
   *
   * @param hidden numbers per cell after each of them
   * @param layers how many there are
   * @param norm what follows each linear layer
   * @param dropout after each of them, in training
   */
  public record Form(
      @Default("128") int hidden,
      @Default("1") int layers,
      @Default("batch") Norm norm,
      @Default("0.1") double dropout) {

    /** Checks the sizes. */
    public Form {
      Require.positive("hidden", hidden);
      Require.positive("layers", layers);
      Dropout.require("dropout", dropout);
    }

    /** Multiply-adds per cell. */
    public long multiplyAdds(long inputs, long covariates) {
      return hidden * (inputs + covariates + (layers - 1) * (hidden + covariates));
    }
  }

  /** What follows a linear layer. */
  public enum Norm {
    /** Nothing. */
    NONE,
    /** Batch norm: 1e-3 added to the variance, running numbers moved by a hundredth a step. */
    BATCH,
    /** Layer norm without weight and bias, 1e-5 added to the variance. */
    LAYER,
    /** Batch norm, then layer norm. */
    BOTH;

    /** Whether batch norm is part of it. */
    public boolean ofBatch() {
      return this == BATCH || this == BOTH;
    }

    /** Whether layer norm is part of it. */
    public boolean ofCell() {
      return this == LAYER || this == BOTH;
    }
  }

  private record Stage(Linear linear, Optional<BatchNorm> norm) {}

  /**
   * Layers with fresh parameters.
   *
   * @param inputs numbers per cell that the first one reads
   * @param covariates numbers per cell that all of them read
   */
  public DenseLayers(BuildContext context, Form form, int inputs, int covariates) {
    this.form = form;
    for (int n = 0; n < form.layers(); n++) {
      BuildContext inner = context.in("layer." + n);
      int read = (n == 0 ? inputs : form.hidden()) + covariates;
      Optional<BatchNorm> norm =
          form.norm().ofBatch()
              ? Optional.of(
                  new BatchNorm(inner.in("norm"), form.hidden(), BATCH_NORM_EPSILON, MOMENTUM))
              : Optional.empty();
      stages.add(new Stage(Linear.of(inner, read, form.hidden()), norm));
    }
  }

  /**
   * Applies all layers.
   *
   * @param cells (cells, inputs)
   * @param covariates (cells, covariates)
   * @return (cells, hidden)
   */
  public Tensor forward(Tensor cells, Optional<Tensor> covariates, Mode mode) {
    Tensor states = cells;
    for (Stage stage : stages) {
      states = apply(stage, states, covariates, mode);
    }
    return states;
  }

  private Tensor apply(Stage stage, Tensor states, Optional<Tensor> covariates, Mode mode) {
    Tensor read =
        covariates
            .map(more -> Tensors.concatenate(List.of(states, more.to(states.type())), 1))
            .orElse(states);
    Tensor linear = stage.linear().forward(read);
    Tensor normed =
        stage
            .norm()
            .map(norm -> norm.forward(linear.unsqueeze(1), Optional.empty(), mode).squeeze(1))
            .orElse(linear);
    Tensor active = Functions.relu(form.norm().ofCell() ? standardised(normed) : normed);
    return new Dropout(form.dropout()).forward(active, mode);
  }

  private static Tensor standardised(Tensor states) {
    Tensor ones = Tensors.full(1, states.type(), states.device(), states.size(1));
    return Functions.layerNorm(states, ones, Optional.empty(), LAYER_NORM_EPSILON);
  }
}
