package org.polysome.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.SharedData;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Column;
import org.polysome.fault.Cancellation;
import org.polysome.fault.CancelledException;
import org.polysome.fault.DataException;
import org.polysome.matrix.CsrMatrix;
import org.polysome.progress.Progress;

class SimulationFileTest {

  @TempDir Path folder;

  @Test
  void theFileHoldsTheSimulationForAnyNumberOfThreads() {
    Simulation simulation = Simulation.of(new SimulationSpec(1500, 300, 3, 2, 2, 0.5, 0, 4));
    CsrMatrix expected = simulation.rows(0, 1500);
    for (int threads : new int[] {1, 3}) {
      Path file = folder.resolve(threads + ".h5ad");
      SimulationFile.write(simulation, file, threads, false, Progress.silent());
      try (AnnDataFile read = AnnDataFiles.open(file)) {
        CsrMatrix rows = read.matrix(AnnDataFile.X).rows(0, 1500);
        assertThat(rows.indptr()).isEqualTo(expected.indptr());
        assertThat(Arrays.copyOf(rows.indices(), rows.entries()))
            .isEqualTo(Arrays.copyOf(expected.indices(), expected.entries()));
        assertThat(Arrays.copyOf(rows.values(), rows.entries()))
            .isEqualTo(Arrays.copyOf(expected.values(), expected.entries()));
        assertThat(read.obs().index()).isEqualTo(simulation.obs().index());
        assertThat(read.obs().columns().keySet()).containsAll(simulation.obs().columns().keySet());
        assertThat(read.var(AnnDataFile.X).index()).isEqualTo(simulation.var().index());
      }
    }
  }

  @Test
  void aStopLeavesNothing() throws IOException {
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    Simulation simulation = Simulation.of(new SimulationSpec(3000, 300, 3, 2, 0, 0.5, 0, 4));
    assertThatThrownBy(
            () ->
                SimulationFile.write(
                    simulation, folder.resolve("s.h5ad"), 2, false, Progress.silent(cancellation)))
        .isInstanceOf(CancelledException.class);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  /** What a file was simulated with is found again in the file. */
  @Test
  void whatIsEstimatedFromAFileIsWhatMadeIt() {
    Simulation made = Simulation.of(new SimulationSpec(3000, 800, 3, 1, 0, 0.2, 0, 8));
    Path file = folder.resolve("made.h5ad");
    SimulationFile.write(made, file, 2, false, Progress.silent());
    SimulationLike like = new SimulationLike(file, Optional.empty(), Optional.of("cell_type"));
    Truth truth = made.truth();
    Truth again =
        Simulation.like(like, new SimulationSpec(10, 20, 1, 1, 0, 0.2, 0, 1), Progress.silent())
            .truth();
    assertThat(again.genes()).isEqualTo(truth.genes());
    assertThat(again.types()).isEqualTo(truth.types());
    assertThat(again.libraryMean()).isCloseTo(truth.libraryMean(), within(0.2));
    assertThat(again.librarySpread()).isCloseTo(truth.librarySpread(), within(0.15));
    for (int t = 0; t < 3; t++) {
      assertThat(again.typeShares()[t]).isCloseTo(truth.typeShares()[t], within(0.03));
    }
    double[] shareRatios =
        outsidePrograms(truth)
            .mapToDouble(g -> again.abundance()[1][g] / truth.abundance()[1][g])
            .sorted()
            .toArray();
    double[] dispersionRatios =
        outsidePrograms(truth)
            .mapToDouble(g -> again.dispersion()[g] / truth.dispersion()[g])
            .sorted()
            .toArray();
    // Programs move the totals, so shares of the other genes are off by a common factor.
    double factor = shareRatios[shareRatios.length / 2];
    assertThat(factor).isBetween(0.7, 1.3);
    assertThat(shareRatios[shareRatios.length / 10] / factor).isGreaterThan(0.85);
    assertThat(shareRatios[9 * shareRatios.length / 10] / factor).isLessThan(1.15);
    assertThat(dispersionRatios[dispersionRatios.length / 2]).isBetween(0.8, 1.15);
  }

  /** Genes that are well expressed in the second type and belong to no program. */
  private static IntStream outsidePrograms(Truth truth) {
    return IntStream.range(0, truth.geneCount())
        .filter(g -> truth.programs().programOf()[g] == Programs.NONE)
        .filter(g -> truth.abundance()[1][g] > 5e-4);
  }

  @Test
  void aColumnThatIsNotThereIsNamed() {
    Path file = folder.resolve("made.h5ad");
    Simulation made = Simulation.of(new SimulationSpec(50, 200, 3, 1, 0, 0.2, 0, 8));
    SimulationFile.write(made, file, 1, false, Progress.silent());
    assertThatThrownBy(
            () ->
                Simulation.like(
                    new SimulationLike(file, Optional.empty(), Optional.of("celltype")),
                    new SimulationSpec(10, 20, 1, 1, 0, 0.2, 0, 1),
                    Progress.silent()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'celltype'")
        .hasMessageContaining("cell_type");
  }

  @Test
  void takesAfterARealFile() {
    Path real = SharedData.data("A_labelled/bmfm_scp1884.h5ad");
    Simulation simulation =
        Simulation.like(
            new SimulationLike(real, Optional.empty(), Optional.of("Celltype")),
            new SimulationSpec(300, 20, 1, 2, 0, 0.5, 0, 1),
            Progress.silent());
    assertThat(simulation.genes()).isEqualTo(18_708);
    Column.Categorical types =
        (Column.Categorical) simulation.obs().column("cell_type").orElseThrow();
    assertThat(types.categories()).hasSize(68);
    CsrMatrix rows = simulation.rows(0, 300);
    double total = 0;
    for (int i = 0; i < rows.entries(); i++) {
      total += rows.values()[i];
    }
    // Real cells have 4,000 counts and 1,130 genes on average.
    assertThat(total / 300).isBetween(3000.0, 6000.0);
    assertThat(rows.entries() / 300).isBetween(800, 1500);
  }
}
