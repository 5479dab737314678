package org.polysome.objective;

import java.util.Optional;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Initialisation;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;

/**
 * From states to predictions: linear, GELU, layer norm, linear, as in BERT (Devlin et al. 2019) and
 * BMFM-RNA.
 */
final class PredictionHead {

  private static final double EPSILON = 1e-5;
  private static final Initialisation WEIGHTS = new Initialisation.Normal(0.02);

  private final Tensor denseWeight;
  private final Tensor denseBias;
  private final Tensor normWeight;
  private final Tensor normBias;
  private final Tensor outputWeight;
  private final Tensor outputBias;

  PredictionHead(Parameters parameters, int width, int outputs) {
    denseWeight = parameters.parameter("dense.weight", WEIGHTS, width, width);
    denseBias = parameters.parameter("dense.bias", Initialisation.ZEROS, width);
    normWeight = parameters.parameter("norm.weight", Initialisation.ONES, width);
    normBias = parameters.parameter("norm.bias", Initialisation.ZEROS, width);
    outputWeight = parameters.parameter("output.weight", WEIGHTS, outputs, width);
    outputBias = parameters.parameter("output.bias", Initialisation.ZEROS, outputs);
  }

  /** (rows, width) to (rows, outputs). */
  Tensor apply(Tensor states) {
    Tensor hidden = Functions.gelu(Functions.linear(states, denseWeight, Optional.of(denseBias)));
    Tensor normal = Functions.layerNorm(hidden, normWeight, normBias, EPSILON);
    return Functions.linear(normal, outputWeight, Optional.of(outputBias));
  }
}
