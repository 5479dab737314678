package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.polysome.nn.DenseLayers;
import org.polysome.objective.EvidenceLowerBound.Dispersion;
import org.polysome.objective.EvidenceLowerBound.Likelihood;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensors;

class EvidenceLowerBoundTest {

  private static EvidenceLowerBound bound(
      Likelihood likelihood, Dispersion dispersion, DenseLayers.Norm norm, Library library) {
    return new EvidenceLowerBound(
        likelihood,
        dispersion,
        new DenseLayers.Form(10, 1, norm, 0),
        Optional.of(ObjectiveContract.COLUMN),
        library,
        1,
        new WarmUp.Epochs(400),
        new org.polysome.nn.Weights.FanIn(),
        1);
  }

  @Nested
  class MoreZeros extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return bound(
          Likelihood.ZINB, Dispersion.GENE, DenseLayers.Norm.BATCH, new Library.Observed());
    }
  }

  @Nested
  class NegativeBinomialsByBatch extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return bound(
          Likelihood.NB, Dispersion.GENE_BATCH, DenseLayers.Norm.LAYER, new Library.Observed());
    }
  }

  @Nested
  class NegativeBinomialsOfCells extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return bound(
          Likelihood.NB, Dispersion.GENE_CELL, DenseLayers.Norm.NONE, new Library.Observed());
    }
  }

  @Nested
  class PoissonWithLatentLibrary extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return bound(
          Likelihood.POISSON,
          Dispersion.GENE,
          DenseLayers.Norm.NONE,
          new Library.Latent(
              List.of(4.5),
              List.of(0.3),
              new DenseLayers.Form(10, 1, DenseLayers.Norm.NONE, 0),
              true));
    }
  }

  /** Against the integral's closed form in plain double. */
  @Test
  void divergencesAreTheirFormulas() {
    Random random = new Random(17);
    double[] numbers = random.doubles(4 * 6, 0.2, 3).toArray();
    try (Scope scope = new Scope()) {
      Normals one = normals(numbers, 0);
      Normals other = normals(numbers, 12);
      float[] standard = one.fromStandard().toFloats();
      float[] apart = one.from(other).toFloats();
      for (int cell = 0; cell < 2; cell++) {
        double expectedStandard = 0;
        double expectedApart = 0;
        for (int i = 0; i < 3; i++) {
          int at = 3 * cell + i;
          double mean = numbers[at];
          double variance = numbers[6 + at];
          expectedStandard += divergence(mean, variance, 0, 1);
          expectedApart += divergence(mean, variance, numbers[12 + at], numbers[18 + at]);
        }
        assertThat(standard[cell]).isCloseTo((float) expectedStandard, within(1e-4f));
        assertThat(apart[cell]).isCloseTo((float) expectedApart, within(1e-4f));
      }
    }
  }

  private static Normals normals(double[] numbers, int from) {
    float[] means = new float[6];
    float[] variances = new float[6];
    for (int i = 0; i < 6; i++) {
      means[i] = (float) numbers[from + i];
      variances[i] = (float) numbers[from + 6 + i];
    }
    return new Normals(Tensors.of(means, 2, 3), Tensors.of(variances, 2, 3));
  }

  /** The expected difference of the logarithms of two normal densities, summed over a fine grid. */
  private static double divergence(double mean, double variance, double other, double spread) {
    double step = 1e-3 * Math.sqrt(variance);
    double sum = 0;
    for (int i = -12_000; i <= 12_000; i++) {
      double x = mean + i * step;
      double log = logDensity(x, mean, variance);
      sum += Math.exp(log) * (log - logDensity(x, other, spread)) * step;
    }
    return sum;
  }

  private static double logDensity(double x, double mean, double variance) {
    return -0.5 * (Math.log(2 * Math.PI * variance) + (x - mean) * (x - mean) / variance);
  }

  @Test
  void warmUpGrowsToOne() {
    assertThat(new WarmUp.None().share(0, 10)).isEqualTo(1);
    assertThat(new WarmUp.Steps(8).share(2, 10)).isEqualTo(0.25);
    assertThat(new WarmUp.Steps(8).share(9, 10)).isEqualTo(1);
    assertThat(new WarmUp.Epochs(4).share(9, 10)).isZero();
    assertThat(new WarmUp.Epochs(4).share(10, 10)).isEqualTo(0.25);
    assertThat(new WarmUp.Epochs(4).share(70, 10)).isEqualTo(1);
  }

  @Test
  void whatGoesByBatchNeedsAColumn() {
    EvidenceLowerBound spec =
        bound(Likelihood.NB, Dispersion.GENE_BATCH, DenseLayers.Norm.NONE, new Library.Observed());
    assertThatThrownBy(
            () ->
                new EvidenceLowerBound(
                    spec.likelihood(),
                    spec.dispersion(),
                    spec.decoder(),
                    Optional.empty(),
                    spec.library(),
                    1,
                    spec.warmUp(),
                    spec.weights(),
                    1))
        .hasMessageContaining("batch-column");
  }
}
