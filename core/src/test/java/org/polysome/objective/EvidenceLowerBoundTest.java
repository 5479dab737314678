package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.polysome.nn.DenseLayers;
import org.polysome.nn.Mode;
import org.polysome.objective.EvidenceLowerBound.Dispersion;
import org.polysome.objective.EvidenceLowerBound.Likelihood;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
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

    @Test
    void dependsOnBatchMates() {
      assertThat(spec().batchIndependent()).isFalse();
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

    /** The counts that are expected of a cell sum up to its library. */
    @Override
    void predictions(
        Objective objective, MadeUpStates states, ValueHead.Unit unit, double[] numbers) {
      assertThat(unit).isEqualTo(ValueHead.Unit.COUNT);
      for (int cell = 0; cell < 6; cell++) {
        double expected = states.total(cell);
        double[] row = Arrays.copyOfRange(numbers, cell * GENES, (cell + 1) * GENES);
        assertThat(Arrays.stream(row).sum()).isCloseTo(expected, within(1e-3 * expected));
      }
    }

    /** After 100 of 400 epochs a quarter; validation is by all of it from the start. */
    @Test
    void theDivergenceWarmsUpInTrainingAlone() {
      Objective objective = objective();
      MadeUpStates states = states();
      double whole =
          new Normals(states.cells(), states.pass().variances()).fromStandard().sum().item();
      objective.atStep(0, 10);
      assertThat(sums(objective, states)[1]).isZero();
      objective.atStep(1000, 10);
      assertThat(sums(objective, states)[1]).isCloseTo(whole / 4, within(1e-4 * whole));
      Pass judged = states.pass(Mode.EVALUATION, states.pass().states().variances());
      assertThat(objective.sums(judged, 1).get(1).item()).isCloseTo(whole, within(1e-4 * whole));
    }

    /** Each cell has noise of its own, by what it counted and by the seed. */
    @Test
    void equalCellsOfOtherSeedsDiffer() {
      Objective objective = objective();
      MadeUpStates states = states();
      double once = objective.sums(states.pass(), 1).getFirst().item();
      assertThat(objective.sums(states.pass(), 2).getFirst().item()).isNotEqualTo(once);
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

  @Test
  void aLatentLibraryIsHeldToThatOfItsLabel() {
    var form = new DenseLayers.Form(10, 1, DenseLayers.Norm.NONE, 0);
    var two = new Library.Latent(List.of(4.5, 6.0), List.of(0.25, 0.5), form, false);
    try (Heads heads = new Heads();
        Scope scope = new Scope()) {
      var encoder = new LatentLibrary(two, heads.context().build(), 2);
      Tensor counts = Tensors.of(new float[30], 3, 10);
      Tensor labels = Tensors.of(new float[] {0, 1, 1, 0, 0, 1}, 3, 2);
      var cells = new CellCounts(counts, counts.equalTo(0), Optional.of(labels));
      Normals prior = encoder.prior(cells);
      assertThat(prior.means().toFloats()).containsExactly(6, 4.5f, 6);
      assertThat(prior.variances().toFloats()).containsExactly(0.5f, 0.25f, 0.5f);
      Tensor without = Tensors.of(new float[] {0, 1, 0, 0, 0, 1}, 3, 2);
      var lonely = new CellCounts(counts, counts.equalTo(0), Optional.of(without));
      assertThatThrownBy(() -> encoder.prior(lonely)).hasMessageContaining("no label in the batch");
      assertThatThrownBy(() -> new LatentLibrary(two, heads.context().build(), 3))
          .hasMessageContaining("2 means for 3 labels");
      var one = new Library.Latent(List.of(4.0), List.of(0.5), form, false);
      Normals all = new LatentLibrary(one, heads.context().build(), 3).prior(lonely);
      assertThat(all.means().toFloats()).containsExactly(4);
      assertThat(all.variances().toFloats()).containsExactly(0.5f);
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
