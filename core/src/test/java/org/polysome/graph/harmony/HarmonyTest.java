package org.polysome.graph.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.polysome.SharedData;
import org.polysome.graph.Points;
import org.polysome.graph.neighbor.NearestNeighbors;
import org.polysome.graph.neighbor.Neighbors;
import org.polysome.matrix.DenseMatrix;
import org.polysome.matrix.UnitRows;

class HarmonyTest {

  private static final long SEED = 3;

  /** Four types in two batches; the second batch is moved along the last dimension. */
  private static DenseMatrix shifted(int cells, double shift) {
    DenseMatrix points = Points.clusters(cells, 6, 4);
    for (int cell = 0; cell < cells; cell++) {
      points.values()[cell * 6 + 5] += batch(cell) * shift;
    }
    return points;
  }

  private static int batch(int cell) {
    return cell / 4 % 2;
  }

  private static int[] batches(int cells) {
    return IntStream.range(0, cells).map(HarmonyTest::batch).toArray();
  }

  private static int[] types(int cells) {
    return IntStream.range(0, cells).map(cell -> cell % 4).toArray();
  }

  /** The share of the 15 nearest neighbours that have the cell's own code. */
  private static double alike(DenseMatrix points, int[] codes) {
    Neighbors neighbors = new NearestNeighbors().among(points, 15);
    long same = 0;
    for (int i = 0; i < neighbors.indices().length; i++) {
      same += codes[neighbors.indices()[i]] == codes[i / 15] ? 1 : 0;
    }
    return (double) same / neighbors.indices().length;
  }

  @Test
  void aShiftIsTakenOutAndTypesAreKept() {
    DenseMatrix points = shifted(800, 6);
    assertThat(alike(points, batches(800))).isGreaterThan(0.95);
    Harmony.Corrected corrected = Harmony.published(SEED).correct(points, batches(800));
    assertThat(alike(corrected.points(), batches(800))).isBetween(0.45, 0.6);
    assertThat(alike(corrected.points(), types(800))).isGreaterThan(0.99);
    assertThat(corrected.converged()).isTrue();
  }

  @Test
  void aTypeThatOneBatchLacksStaysApart() {
    int[] batches = batches(800);
    int[] kept =
        IntStream.range(0, 800).filter(cell -> cell % 4 != 3 || batches[cell] == 0).toArray();
    int[] types = IntStream.of(kept).map(cell -> cell % 4).toArray();
    int[] keptBatches = IntStream.of(kept).map(cell -> batches[cell]).toArray();
    DenseMatrix corrected =
        Harmony.published(SEED).correct(shifted(800, 6).select(kept), keptBatches).points();
    assertThat(alike(corrected, types)).isGreaterThan(0.98);
  }

  @Test
  void oneBatchStaysAsItIs() {
    DenseMatrix points = shifted(200, 6);
    Harmony.Corrected corrected = Harmony.published(SEED).correct(points, new int[200]);
    assertThat(corrected.points()).isEqualTo(points);
    assertThat(corrected.converged()).isTrue();
  }

  @Test
  void batchesThatAreMixedAlreadyHardlyMove() {
    DenseMatrix points = shifted(800, 0);
    DenseMatrix corrected = Harmony.published(SEED).correct(points, batches(800)).points();
    double moved = 0;
    for (int i = 0; i < points.values().length; i++) {
      moved += Math.pow(points.values()[i] - corrected.values()[i], 2) / points.rows();
    }
    assertThat(Math.sqrt(moved)).isLessThan(1);
  }

  @Test
  void theObjectiveFallsWhileClustersSettle() {
    DenseMatrix unit = UnitRows.of(shifted(600, 4));
    Cells cells = Cells.of(shifted(600, 4), batches(600));
    var clusters = new SoftClusters(cells, Harmony.published(SEED), unit.rows(0, 10));
    clusters.start(unit);
    double before = clusters.objective();
    clusters.settle(unit, SEED);
    assertThat(clusters.objective()).isLessThan(before);
    for (int cell = 0; cell < 600; cell++) {
      double sum = Arrays.stream(clusters.shares(), cell * 10, cell * 10 + 10).sum();
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsAtAnyNumberOfThreads() throws Exception {
    DenseMatrix points = shifted(700, 5);
    Harmony harmony = Harmony.published(SEED);
    DenseMatrix here = harmony.correct(points, batches(700)).points();
    try (ForkJoinPool one = new ForkJoinPool(1)) {
      DenseMatrix alone = one.submit(() -> harmony.correct(points, batches(700)).points()).get();
      assertThat(alone.values()).containsExactly(here.values());
    }
  }

  @Test
  void fewCellsEqualCellsAndZerosGiveNumbers() {
    Harmony harmony = Harmony.published(SEED);
    for (int cells : new int[] {2, 3, 31}) {
      int[] batches = IntStream.range(0, cells).map(cell -> cell % 2 * 2).toArray();
      DenseMatrix zeros = harmony.correct(DenseMatrix.zeros(cells, 3), batches).points();
      assertThat(zeros.values()).containsOnly(0);
      DenseMatrix found = harmony.correct(Points.normal(cells, 3, 1), batches).points();
      assertThat(Arrays.stream(found.values()).allMatch(Double::isFinite)).isTrue();
    }
    assertThatThrownBy(() -> harmony.correct(DenseMatrix.zeros(2, 1), new int[3]))
        .hasMessageContaining("3 batches for 2");
    assertThatThrownBy(() -> harmony.correct(DenseMatrix.zeros(1, 1), new int[] {-1}))
        .hasMessageContaining("batch -1");
    assertThatThrownBy(() -> new Harmony(100, 2, 0, 1, 0)).hasMessageContaining("softness 0");
  }

  @Test
  void threeBatchesOfCellLinesMixAndTheLinesStayApart() throws IOException {
    CellLines lines = CellLines.read(SharedData.data("A_labelled/harmony_cell_lines_20pcs.csv.gz"));
    double before = alike(lines.points(), lines.batches());
    Harmony.Corrected corrected = Harmony.published(SEED).correct(lines.points(), lines.batches());
    assertThat(alike(corrected.points(), lines.types())).isGreaterThan(0.99);
    double after = alike(corrected.points(), lines.batches());
    assertThat(before).isGreaterThan(0.9);
    assertThat(after).isLessThan(0.65);
  }

  /** The columns dataset, cell_type and PC1 to PC20. */
  private record CellLines(DenseMatrix points, int[] batches, int[] types) {

    static CellLines read(Path path) throws IOException {
      List<String[]> rows = new ArrayList<>();
      try (var lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          rows.add(line.split(",", -1));
        }
      }
      DenseMatrix points = DenseMatrix.zeros(rows.size(), 20);
      for (int cell = 0; cell < rows.size(); cell++) {
        for (int i = 0; i < 20; i++) {
          points.values()[cell * 20 + i] = Double.parseDouble(rows.get(cell)[5 + i]);
        }
      }
      return new CellLines(points, codes(rows, 1), codes(rows, 4));
    }

    private static int[] codes(List<String[]> rows, int column) {
      List<String> names = rows.stream().map(row -> row[column]).distinct().sorted().toList();
      return rows.stream().mapToInt(row -> names.indexOf(row[column])).toArray();
    }
  }
}
