package org.polysome.suite.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.fault.DataException;
import org.polysome.graph.FuzzyGraph;
import org.polysome.graph.WeightedGraph;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.metric.Groups;
import org.polysome.metric.conservation.TrajectoryConservation;
import org.polysome.provenance.Manifest;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.ResultRow;
import org.polysome.suite.SmallData;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;
import org.polysome.suite.integration.Conservation.CycleGenes;

class ConservedBiologyTest {

  private static final CycleGenes CYCLE =
      new CycleGenes(List.of("gene0", "gene3", "gene6", "absent"), List.of("gene1", "gene4"));

  @TempDir Path folder;
  private final SmallData data = new SmallData();

  @Test
  void nothingIsThereThatNobodyAskedFor() {
    assertThat(judge(Conservation.NONE, IntegrationFlavors.SCIB).results().results())
        .extracting(ResultRow::metric)
        .doesNotContain(
            "trajectory_conservation", "cell_cycle_conservation", "hvg_overlap", "morans_i");
  }

  @Test
  void theTrajectoryIsThatOfTheGraphOfTheKnownCells() {
    data.more.put("time", cell -> cell < 5 ? Optional.empty() : Optional.of("" + cell % 3 * 0.25));
    SuiteOutcome outcome = judge(trajectory(), IntegrationFlavors.SCIB_METRICS);
    for (String key : List.of("X_good", "X_noise")) {
      assertThat(value(outcome, key, "trajectory_conservation")).isEqualTo(trajectoryOf(key));
    }
    assertThat(notes(outcome))
        .contains("5 of 150 cells have no finite 'time' and are not on the trajectory");
    assertThat(outcome.results().settings().protocol().get("Also"))
        .isEqualTo("trajectory of ‘time’, in scib's bio; all as scib 1.2");
  }

  private double trajectoryOf(String key) {
    int[] known = IntStream.range(5, SmallData.CELLS).toArray();
    try (AnnDataFile file = AnnDataFiles.open(folder.resolve("cells.h5ad"))) {
      var nearest = new NearestNeighbors().among(file.embedding(key), 14);
      var graph = WeightedGraph.of(FuzzyGraph.of(nearest)).within(known);
      double[] times = IntStream.of(known).mapToDouble(cell -> cell % 3 * 0.25).toArray();
      Groups labels = Groups.of(IntStream.of(known).map(cell -> cell % 3).toArray());
      return new TrajectoryConservation(times, labels).of(graph, 0).value().orElseThrow();
    }
  }

  @Test
  void expressionItselfKeepsTheCycleAndItsVariableGenes() {
    data.corrected = true;
    var asked = new Conservation(Optional.empty(), Optional.of(CYCLE), true);
    SuiteOutcome outcome = judge(asked, IntegrationFlavors.ALL);
    assertThat(value(outcome, "X_corrected", "cell_cycle_conservation"))
        .isEqualTo(1, Offset.offset(1e-5));
    assertThat(value(outcome, "X_noise", "cell_cycle_conservation")).isBetween(0.0, 0.9);
    assertThat(value(outcome, "X_corrected", "hvg_overlap")).isEqualTo(1);
    assertThat(row(outcome, "X_good", "hvg_overlap", "scib-1.2").status())
        .isEqualTo("not-available");
    assertThat(value(outcome, "X_good", "morans_i"))
        .isBetween(value(outcome, "X_noise", "morans_i") + 0.05, 1.0);
    assertThat(notes(outcome))
        .contains(
            "cell cycle: 3 of 4 genes of S and 2 of 2 of G2/M are in the file",
            "X_corrected has a number for each of 40 genes, and is taken for corrected expression");
  }

  @Test
  void whatIsOfScibCountsInItsMeanOnly() {
    data.corrected = true;
    var asked = new Conservation(Optional.empty(), Optional.of(CYCLE), true);
    SuiteOutcome with = judge(asked, IntegrationFlavors.ALL);
    SuiteOutcome without = judge(Conservation.NONE, IntegrationFlavors.ALL);
    assertThat(row(with, "X_good", "bio", "scib-metrics-0.6"))
        .isEqualTo(row(without, "X_good", "bio", "scib-metrics-0.6"));
    double cycle = value(with, "X_good", "cell_cycle_conservation");
    double before = row(without, "X_good", "bio", "scib-1.2").value().orElseThrow();
    long metrics = count(without);
    assertThat(row(with, "X_good", "bio", "scib-1.2").value().orElseThrow())
        .isEqualTo((before * metrics + cycle) / (metrics + 1), Offset.offset(1e-12));
    assertThat(with.results().results().stream().filter(row -> row.metric().startsWith("cell_")))
        .hasSize(3);
  }

  private static long count(SuiteOutcome outcome) {
    return outcome.results().results().stream()
        .filter(row -> row.embedding().equals("X_good") && row.flavor().equals("scib-1.2"))
        .filter(row -> row.group().equals("bio") && row.value().isPresent())
        .count();
  }

  @Test
  void faultsAreTheFiles() {
    assertThatThrownBy(() -> judge(trajectory(), IntegrationFlavors.SCIB))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no obs column 'time'; there are: cell_type");
    data.more.put("time", cell -> Optional.of(cell == 3 ? "late" : "0.5"));
    assertThatThrownBy(() -> judge(trajectory(), IntegrationFlavors.SCIB))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("says 'late' of cell 'cell3'; a pseudotime is a number");
    data.more.put("time", cell -> Optional.of("inf").filter(inf -> cell > 3).map(i -> "Infinity"));
    assertThatThrownBy(() -> judge(trajectory(), IntegrationFlavors.SCIB))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has a number in 0 of the judged cells");
    var others = Optional.of(new CycleGenes(List.of("gene1"), List.of("MKI67")));
    var cycle = new Conservation(Optional.empty(), others, false);
    assertThatThrownBy(() -> judge(cycle, IntegrationFlavors.SCIB))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has none of the 1 genes of G2/M, such as 'MKI67'");
  }

  private static Conservation trajectory() {
    return new Conservation(Optional.of("time"), Optional.empty(), false);
  }

  private SuiteOutcome judge(Conservation asked, IntegrationFlavors flavors) {
    Path file = data.write(folder.resolve("cells.h5ad"));
    var settings =
        BenchmarkSettings.of("cell_type").withBatch("batch").withBaselines(Baselines.NONE);
    return new SuiteRun(new IntegrationSuite(flavors, false, asked), settings)
        .judge(List.of(file), List.of(), Manifest.start(List.of("test")));
  }

  private static List<String> notes(SuiteOutcome outcome) {
    return outcome.results().settings().inputs().getFirst().notes();
  }

  private static double value(SuiteOutcome outcome, String embedding, String metric) {
    return row(outcome, embedding, metric, "scib-1.2").value().orElseThrow();
  }

  private static ResultRow row(
      SuiteOutcome outcome, String embedding, String metric, String flavor) {
    return outcome.results().results().stream()
        .filter(row -> row.embedding().equals(embedding))
        .filter(row -> row.metric().equals(metric) && row.flavor().equals(flavor))
        .findFirst()
        .orElseThrow();
  }
}
