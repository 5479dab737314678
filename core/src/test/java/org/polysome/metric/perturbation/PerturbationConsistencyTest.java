package org.polysome.metric.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;

class PerturbationConsistencyTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-12);

  @Test
  void meanCosineAgreesWithEfaar() {
    DenseMatrix rows =
        Screens.matrix(new double[] {1, 0, 0}, new double[] {1, 1, 0}, new double[] {0, 1, 1});
    double value = PerturbationConsistency.meanCosine(rows).value().orElseThrow();
    assertThat(value).isCloseTo(0.402368927062182, CLOSE);
    var against = new NullDistribution(new double[] {-.1, 0, .2, .3, .4, .5, .9});
    assertThat(against.shareAtLeast(value)).isEqualTo(Measurement.of(2 / 7.0));
    double same =
        PerturbationConsistency.meanCosine(rows.select(new int[] {1, 1})).value().orElseThrow();
    assertThat(new NullDistribution(new double[] {.1, 1, 1}).shareAtLeast(same))
        .isEqualTo(Measurement.of(2 / 3.0));
  }

  @Test
  void meanCosineIsThatOfAllPairs() {
    DenseMatrix rows = Screens.points(23, 9, 11);
    double sum = 0;
    for (int i = 0; i < 23; i++) {
      for (int j = 0; j < i; j++) {
        sum += Vectors.cosine(rows.row(i), rows.row(j));
      }
    }
    assertThat(PerturbationConsistency.meanCosine(rows).value().orElseThrow())
        .isCloseTo(sum / (23 * 22 / 2), CLOSE);
  }

  @Test
  void singleCellsAndMissingNullsHaveAStatus() {
    PerturbedCells cells =
        new PerturbedCells(Screens.points(5, 3, 1), new int[] {0, 1, 2, 2, 3}, new int[5], 0);
    SignificanceTable none = PerturbationConsistency.of(Flavor.EFAAR).test(cells, new int[] {});
    assertThat(none.perturbations().getFirst())
        .isEqualTo(
            new Tested(
                1, Measurement.none(Status.TOO_FEW_CELLS), Measurement.none(Status.TOO_FEW_CELLS)));
    assertThat(none.perturbations().get(1).p()).isEqualTo(Measurement.none(Status.NOT_AVAILABLE));
    assertThat(none.shareAtMost(0.05)).isEqualTo(Measurement.none(Status.NOT_AVAILABLE));
    int[] single = {3, 77};
    SignificanceTable counted = PerturbationConsistency.of(Flavor.EFAAR).test(cells, single);
    assertThat(counted.perturbations().get(1).p()).isEqualTo(Measurement.of(1));
    SignificanceTable dropped =
        PerturbationConsistency.of(Flavor.TX_EVALUATION).test(cells, single);
    assertThat(dropped.perturbations().get(1).p().status()).isEqualTo(Status.NOT_AVAILABLE);
    assertThatThrownBy(() -> PerturbationConsistency.of(Flavor.SCIB)).hasMessageContaining("scib");
  }

  @Test
  void zeroVectorsAreLikeNothing() {
    assertThat(PerturbationConsistency.meanCosine(DenseMatrix.zeros(3, 2)))
        .isEqualTo(Measurement.of(0));
  }

  /** Cells 0 and 1 are of perturbation 1, 2 and 3 of perturbation 2; nothing is of 9. */
  @Test
  void theNullIsOfCellsBesideMeansOfOtherPerturbations() {
    var cells =
        new PerturbedCells(
            Screens.matrix(
                new double[] {1, 0}, new double[] {3, 4}, new double[] {0, 2}, new double[] {2, 0}),
            new int[] {1, 1, 2, 2},
            new int[4],
            0);
    var pairs =
        new LeaveOneOutConsistency.Pairs(new int[] {0, 0, 2, 3, 1}, new int[] {1, 2, 1, 9, 2});
    double[] found = new LeaveOneOutConsistency(pairs).test(cells).against().values();
    // The mean of 1 lies at (2, 2), that of 2 at (1, 1): cosines of (1, 0), (0, 2) and (3, 4).
    double[] expected = {Math.sqrt(0.5), Math.sqrt(0.5), 7 / (5 * Math.sqrt(2))};
    assertThat(java.util.Arrays.stream(found).sorted().toArray()).containsExactly(expected, CLOSE);
  }

  @Test
  void leaveOneOutTakesEveryRandomCellWithEveryOtherPerturbation() {
    PerturbedCells cells = Screens.random(40, 6, 3);
    var pairs = LeaveOneOutConsistency.Pairs.random(cells, 10, 8);
    assertThat(pairs.cells()).hasSize(30);
    assertThat(IntStream.of(pairs.cells()).distinct().count()).isEqualTo(10);
    assertThat(LeaveOneOutConsistency.Pairs.random(cells, 10, 8).cells())
        .containsExactly(pairs.cells());
    SignificanceTable table = new LeaveOneOutConsistency(pairs).test(cells);
    long own =
        IntStream.of(pairs.cells()).distinct().filter(c -> cells.perturbations()[c] != 0).count();
    assertThat(table.against().values()).hasSize((int) (30 - own));
    assertThat(table.perturbations()).extracting(Tested::perturbation).containsExactly(1, 2, 3);
    DenseMatrix two = Screens.points(2, 6, 4);
    double cosine = Vectors.cosine(two.row(0), two.row(1));
    var pair = new PerturbedCells(two, new int[] {1, 1}, new int[2], 0);
    assertThat(
            new LeaveOneOutConsistency(new LeaveOneOutConsistency.Pairs(new int[0], new int[0]))
                .test(pair)
                .perturbations()
                .getFirst()
                .statistic()
                .value()
                .orElseThrow())
        .isCloseTo(cosine, CLOSE);
  }

  @Test
  void clearPerturbationsAreSignificant() {
    PerturbedCells noise = Screens.random(400, 8, 9);
    DenseMatrix moved = noise.points();
    for (int cell : noise.ofPerturbation(2)) {
      moved.values()[cell * 8] += 5;
    }
    SignificanceTable table =
        new LeaveOneOutConsistency(LeaveOneOutConsistency.Pairs.random(noise, 100, 1))
            .test(noise.at(moved));
    List<Tested> all = table.perturbations();
    assertThat(all.get(1).p().value().orElseThrow()).isLessThan(0.05);
    assertThat(all.get(0).p().value().orElseThrow()).isGreaterThan(0.05);
  }

  @Test
  void magnitudeIsTheEnergyDistanceToControls() {
    DenseMatrix points = DenseMatrix.zeros(10, 5);
    int[] perturbations = new int[10];
    for (int i = 0; i < 50; i++) {
      points.values()[i] = i / 5 < 5 ? i % 5 + 1 : i % 5 + 6;
      perturbations[i / 5] = i / 5 < 5 ? 0 : 1;
    }
    var cells = new PerturbedCells(points, perturbations, new int[10], 0);
    SignificanceTable table = PerturbationMagnitude.efaar(1).test(cells, new int[0]);
    assertThat(table.perturbations().getFirst().statistic().value().orElseThrow())
        .isCloseTo(22.3606797749979, CLOSE);
    assertThat(table.perturbations().getFirst().p().status()).isEqualTo(Status.NOT_AVAILABLE);
    SignificanceTable few = new PerturbationMagnitude(1000, 6, 1).test(cells, new int[0]);
    assertThat(few.perturbations().getFirst().statistic())
        .isEqualTo(Measurement.none(Status.TOO_FEW_CELLS));
  }

  @Test
  void magnitudeComparesWithNullPerturbationsThatAreLarger() {
    PerturbedCells cells = Screens.random(80, 4, 12);
    for (int cell : cells.ofPerturbation(1)) {
      cells.points().values()[cell * 4] += 6;
    }
    SignificanceTable far = new PerturbationMagnitude(15, 5, 3).test(cells, new int[] {2, 3});
    assertThat(far.perturbations()).hasSize(1);
    assertThat(far.perturbations().getFirst().p()).isEqualTo(Measurement.of(0));
    assertThat(far.shareBelow(0.05)).isEqualTo(Measurement.of(1));
    SignificanceTable near = new PerturbationMagnitude(15, 5, 3).test(cells, new int[] {1});
    assertThat(near.perturbations()).allMatch(one -> one.p().equals(Measurement.of(1)));
  }
}
