package org.polysome.train.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.model.CellModel;
import org.polysome.model.Encoded;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Mode;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;

/**
 * A model whose cell is the sum of its tokens' values times two weights, with dropout in training.
 * It notes what it is told.
 */
final class MadeModel implements CellModel {

  private static final int WIDTH = 2;

  private final Tensor weight;
  private final double dropout;
  private final List<Long> steps = new ArrayList<>();
  private final List<Mode> modes = new ArrayList<>();
  private Optional<Tensor> labels = Optional.empty();
  private Optional<Tensor> variances = Optional.empty();

  MadeModel(Parameters parameters, double dropout) {
    this.weight = parameters.parameter("weight", new Initialisation.Normal(1), WIDTH, 1);
    this.dropout = dropout;
  }

  /** Each step that it was told of. */
  List<Long> steps() {
    return steps;
  }

  /** The mode of each batch that went through it. */
  List<Mode> modes() {
    return modes;
  }

  void makesLabels(Tensor of) {
    labels = Optional.of(of);
  }

  void makesVariances(Tensor of) {
    variances = Optional.of(of);
  }

  @Override
  public Encoded encode(ModelBatch batch, Mode mode) {
    modes.add(mode);
    Tensor tokens =
        Functions.linear(batch.values().normalised().unsqueeze(2), weight, Optional.empty());
    Tensor kept = mode == Mode.TRAINING ? Functions.dropout(tokens, dropout) : tokens;
    return new Encoded(tokens, kept, kept.sum(1), labels, variances);
  }

  @Override
  public Tensor geneVectors() {
    return weight;
  }

  @Override
  public void atStep(long step) {
    steps.add(step);
  }
}
