package org.polysome.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrMatrix;

class SimulationTest {

  @Test
  void aCellIsTheSameHoweverManyAreAskedFor() {
    CsrMatrix large = Simulation.of(spec(400, 0, 3)).rows(0, 400);
    Simulation small = Simulation.of(spec(50, 0, 3));
    for (int cell : new int[] {49, 0, 17}) {
      CsrMatrix alone = small.rows(cell, cell + 1);
      int from = large.indptr()[cell];
      int until = large.indptr()[cell + 1];
      assertThat(Arrays.copyOf(alone.indices(), alone.entries()))
          .isEqualTo(Arrays.copyOfRange(large.indices(), from, until));
      assertThat(Arrays.copyOf(alone.values(), alone.entries()))
          .isEqualTo(Arrays.copyOfRange(large.values(), from, until));
    }
    assertThat(small.obs().index())
        .isEqualTo(Simulation.of(spec(400, 0, 3)).obs().index().subList(0, 50));
    assertThat(Simulation.of(spec(50, 0, 4)).rows(0, 1).values())
        .isNotEqualTo(small.rows(0, 1).values());
  }

  @Test
  void rowsAscendAndHoldPositiveWholeCounts() {
    CsrMatrix rows = Simulation.of(spec(200, 5, 8)).rows(0, 200);
    for (int r = 0; r < rows.rows(); r++) {
      for (int i = rows.indptr()[r]; i < rows.indptr()[r + 1]; i++) {
        assertThat(rows.values()[i]).isPositive().isEqualTo(Math.round(rows.values()[i]));
        if (i > rows.indptr()[r]) {
          assertThat(rows.indices()[i]).isGreaterThan(rows.indices()[i - 1]);
        }
      }
    }
  }

  /** Repeated draws of one cell have mean mu and variance mu + mu^2 * dispersion for each gene. */
  @Test
  void countsHaveTheMeanAndVarianceOfTheirGene() {
    Simulation simulation = Simulation.of(spec(10, 0, 5));
    Truth truth = simulation.truth();
    CountSampler sampler = new CountSampler(simulation.spec(), truth);
    SimulatedCell cell = SimulatedCell.draw(truth, 5, 3);
    int draws = 20_000;
    double[] sums = new double[truth.geneCount()];
    double[] squares = new double[truth.geneCount()];
    forEachDraw(
        sampler,
        cell,
        draws,
        truth.geneCount(),
        (gene, count) -> {
          sums[gene] += count;
          squares[gene] += (double) count * count;
        });
    int wrongMeans = 0;
    double ratio = 0;
    int compared = 0;
    for (int g = 0; g < sums.length; g++) {
      double mean = sampler.mean(cell, g);
      double variance = mean + mean * mean * truth.dispersion()[g];
      double observed = sums[g] / draws;
      wrongMeans += Math.abs(observed - mean) > 4.5 * Math.sqrt(variance / draws) + 1e-3 ? 1 : 0;
      if (mean > 0.5) {
        ratio += (squares[g] / draws - observed * observed) / variance;
        compared++;
      }
    }
    assertThat(wrongMeans).as("genes off by 4.5 standard errors, seed 5").isZero();
    assertThat(ratio / compared).as("over %d genes", compared).isCloseTo(1, within(0.02));
  }

  @Test
  void aKnockDownLowersItsGeneAndMovesItsProgram() {
    Simulation simulation = Simulation.of(spec(6000, 4, 9));
    Truth truth = simulation.truth();
    Frame obs = simulation.obs();
    Column.Categorical perturbation = (Column.Categorical) obs.column("perturbation").orElseThrow();
    CsrMatrix rows = simulation.rows(0, 6000);
    assertThat(perturbation.categories().getFirst()).isEqualTo("control");
    Truth.Knockdown knockdown = truth.perturbations().getFirst();
    double[] control = meanShares(rows, perturbation.codes(), 0);
    double[] perturbed = meanShares(rows, perturbation.codes(), 1);
    assertThat(perturbed[knockdown.gene()] / control[knockdown.gene()]).isLessThan(0.15);
    for (int k = 0; k < truth.programs().count(); k++) {
      double before =
          Arrays.stream(truth.programs().members()[k], 1, 10).mapToDouble(g -> control[g]).sum();
      double after =
          Arrays.stream(truth.programs().members()[k], 1, 10).mapToDouble(g -> perturbed[g]).sum();
      assertThat(after / before)
          .as("program %d, knocked down in program %d", k, knockdown.program())
          .isBetween(knockdown.program() == k ? 0.2 : 0.7, knockdown.program() == k ? 0.6 : 1.4);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 2.0", "0.5, 1.0", "1, 0"})
  void difficultyDialsTheMarkersFoldChanges(double difficulty, double spread) {
    Truth truth = Simulation.of(new SimulationSpec(1, 5000, 3, 1, 0, difficulty, 0, 2)).truth();
    double[] logs =
        IntStream.range(0, 5000)
            .mapToDouble(g -> Math.log(truth.abundance()[0][g] / truth.abundance()[1][g]))
            .filter(x -> Math.abs(x) > 0.2)
            .toArray();
    double observed = Math.sqrt(Arrays.stream(logs).map(x -> x * x).average().orElse(0));
    assertThat(observed).isCloseTo(spread, within(0.25 * spread + 0.05));
  }

  @Test
  void batchesMoveGenesAndTypesKeepTheirShares() {
    Simulation simulation = Simulation.of(spec(4000, 0, 6));
    Column.Categorical types =
        (Column.Categorical) simulation.obs().column("cell_type").orElseThrow();
    int types0 = (int) Arrays.stream(types.codes()).filter(code -> code == 0).count();
    assertThat(types0 / 4000.0).isCloseTo(simulation.truth().typeShares()[0], within(0.04));
    Column.Categorical batches =
        (Column.Categorical) simulation.obs().column("batch").orElseThrow();
    CsrMatrix rows = simulation.rows(0, 4000);
    double[] first = meanShares(rows, batches.codes(), 0);
    double[] second = meanShares(rows, batches.codes(), 1);
    float[][] factors = simulation.truth().batchFactors();
    double agreement = 0;
    double genes = 0;
    for (int g = 0; g < first.length; g++) {
      double expected = Math.log(factors[0][g] / factors[1][g]);
      if (first[g] > 2e-3 && Math.abs(expected) > 0.2) {
        agreement += Math.signum(expected) == Math.signum(Math.log(first[g] / second[g])) ? 1 : 0;
        genes++;
      }
    }
    assertThat(agreement / genes).as("of %s genes", genes).isGreaterThan(0.9);
  }

  @Test
  void dropoutLosesTheShareItSays() {
    SimulationSpec plain = new SimulationSpec(500, 300, 1, 1, 0, 0.5, 0, 1);
    SimulationSpec lossy = new SimulationSpec(500, 300, 1, 1, 0, 0.5, 1, 1);
    double full = Simulation.of(plain).rows(0, 500).entries();
    double left = Simulation.of(lossy).rows(0, 500).entries();
    assertThat(left / full).isBetween(0.5, 0.95);
  }

  @Test
  void typicalCellsAreSparseAndNamesAreUnique() {
    Simulation simulation = Simulation.of(new SimulationSpec(100, 20_000, 4, 2, 0, 0.5, 0, 1));
    CsrMatrix rows = simulation.rows(0, 100);
    assertThat(rows.entries() / 100).isBetween(1000, 2500);
    assertThat(simulation.var().index()).contains("G00001", "MT-13").doesNotHaveDuplicates();
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new SimulationSpec(0, 2000, 6, 3, 0, 0.5, 0, 0))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cells: 0");
    assertThatThrownBy(() -> new SimulationSpec(10, 2000, 6, 3, 0, 1.5, 0, 0))
        .hasMessageContaining("difficulty");
    assertThatThrownBy(() -> new SimulationSpec(10, 100, 6, 3, 90, 0.5, 0, 0))
        .hasMessageContaining("perturbations: 90");
    assertThatThrownBy(() -> Simulation.of(spec(10, 0, 0)).rows(5, 11))
        .isInstanceOf(UsageException.class);
  }

  private static SimulationSpec spec(int cells, int perturbations, long seed) {
    return new SimulationSpec(cells, 400, 4, 3, perturbations, 0.5, 0, seed);
  }

  private interface GeneCount {
    void accept(int gene, float count);
  }

  private static void forEachDraw(
      CountSampler sampler, SimulatedCell cell, int draws, int genes, GeneCount action) {
    CountRow row = new CountRow(genes);
    int[] indices = new int[genes];
    float[] values = new float[genes];
    for (int draw = 0; draw < draws; draw++) {
      sampler.draw(cell, draw, row);
      int size = row.size();
      row.moveTo(indices, values, 0);
      IntStream.range(0, size).forEach(i -> action.accept(indices[i], values[i]));
    }
  }

  /** Mean over the cells of a group of each gene's share of the cell's counts. */
  private static double[] meanShares(CsrMatrix rows, int[] codes, int group) {
    double[] shares = new double[rows.columns()];
    int cells = 0;
    for (int r = 0; r < rows.rows(); r++) {
      if (codes[r] != group) {
        continue;
      }
      cells++;
      double total = 0;
      for (int i = rows.indptr()[r]; i < rows.indptr()[r + 1]; i++) {
        total += rows.values()[i];
      }
      for (int i = rows.indptr()[r]; i < rows.indptr()[r + 1]; i++) {
        shares[rows.indices()[i]] += rows.values()[i] / total;
      }
    }
    int count = cells;
    return Arrays.stream(shares).map(share -> share / count).toArray();
  }
}
