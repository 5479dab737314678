package org.polysome.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.provenance.Manifest;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkRecord;
import org.polysome.suite.ResultRow;
import org.polysome.suite.ResultsFolder;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteResults;

class SeedComparisonTest {

  private static final OptionalDouble NONE = OptionalDouble.empty();

  @TempDir private Path folder;

  /**
   * By hand: gains 0.1, 0.2 and 0.3 have the mean 0.2, the standard deviation 0.1 and the standard
   * error 0.1 / sqrt(3) = 0.0577350; with 2 degrees of freedom t is 4.302653 and 2.919986, so the
   * half width is 0.248414 and the bound lies 0.168585 below. PCA is 0.9, random weights 0.5.
   */
  @Test
  void theArithmeticIsThatOfAPairedTInterval() {
    SeedScores scores =
        new SeedScores(
            new double[] {0.5, 0.7, 0.9},
            new double[] {0.4, 0.5, 0.6},
            new double[] {0.9, 0.9, 0.9},
            new double[] {0.8, 0.8, 0.8});
    PairedDifference gain = scores.gain();
    assertThat(gain.mean()).isCloseTo(0.2, within(1e-12));
    assertThat(gain.half().getAsDouble()).isCloseTo(0.248414, within(1e-6));
    assertThat(gain.below().getAsDouble()).isCloseTo(0.168585, within(1e-6));
    assertThat(scores.gapClosed().getAsDouble()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void thereIsNoIntervalOfOneSeedAndNoShareOfNoGap() {
    double[] half = {0.5};
    SeedScores scores = new SeedScores(new double[] {0.7}, half, half, half);
    assertThat(scores.gain().half()).isEmpty();
    assertThat(scores.gain().below()).isEmpty();
    assertThat(scores.gapClosed()).isEmpty();
  }

  @Test
  void foldersBecomeATable() {
    SeedFolder[] seeds = {
      SeedFolder.read(results("a", "run-1", 0.5, 0.4)),
      SeedFolder.read(results("b", "run-2", 0.7, 0.5)),
      SeedFolder.read(results("c", "run-3", 0.9, 0.6))
    };
    assertThat(SeedTable.of(new SeedComparison(List.of(seeds))))
        .startsWith(
            "| input | split | metric | pretrained | random weights | PCA | HVG 1k | gain |")
        .contains(
            "| cells.h5ad | stratified | knn_accuracy | 0.7000 | 0.5000 | 0.9000 | 0.8000 | +0.2000"
                + " | -0.0484 to +0.4484 | +0.0314 | 50.0 % |\n")
        .contains("| cells.h5ad | by-batch | knn_accuracy | no value | no value |")
        .contains("Means over the seeds of pretraining (3)");
  }

  @Test
  void whatCannotBeComparedIsRefused() throws IOException {
    Path first = results("a", "run-1", 0.5, 0.4);
    Path again = results("a-all", "run-1", 0.5, 0.4);
    assertThatThrownBy(() -> comparison())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("usage: seed-comparison");
    assertThatThrownBy(() -> comparison(first, again))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("both judge run-1");
    assertThatThrownBy(() -> comparison(folder.resolve("nowhere")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is no folder of results");
    Path other = write("other", "tissue", rows("run-2", 0.5, 0.4));
    assertThatThrownBy(() -> comparison(first, other))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("compare what was judged alike");
    Files.writeString(first.resolve("results.json"), "{");
    assertThatThrownBy(() -> comparison(first))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void aFolderWithoutWhatIsComparedIsRefused() {
    List<ResultRow> rows = rows("run-1", 0.5, 0.4);
    List<ResultRow> noBaselines =
        rows.stream().filter(row -> !row.embedding().startsWith("baseline/")).toList();
    Path bare = write("bare", "cell_type", noBaselines);
    assertThatThrownBy(() -> SeedTable.of(comparison(bare)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "no knn_accuracy of baseline/pca on some/cells.h5ad, split stratified");
    Path noRun = write("no-run", "cell_type", rows.stream().filter(this::isBaseline).toList());
    assertThatThrownBy(() -> SeedFolder.read(noRun))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("judges 0 runs");
  }

  private boolean isBaseline(ResultRow row) {
    return row.embedding().startsWith("baseline/");
  }

  private static SeedComparison comparison(Path... folders) {
    return new SeedComparison(Stream.of(folders).map(SeedFolder::read).toList());
  }

  private Path results(String name, String run, double pretrained, double random) {
    return write(name, "cell_type", rows(run, pretrained, random));
  }

  private static List<ResultRow> rows(String run, double pretrained, double random) {
    List<ResultRow> rows = new ArrayList<>();
    rows.add(row(run, "stratified", OptionalDouble.of(pretrained)));
    rows.add(row(run + "/random_weights", "stratified", OptionalDouble.of(random)));
    rows.add(row("baseline/pca", "stratified", OptionalDouble.of(0.9)));
    rows.add(row("baseline/hvg_1k", "stratified", OptionalDouble.of(0.8)));
    for (String name : List.of(run, run + "/random_weights", "baseline/pca", "baseline/hvg_1k")) {
      rows.add(row(name, "by-batch", NONE));
    }
    return rows;
  }

  private static ResultRow row(String embedding, String split, OptionalDouble value) {
    String status = value.isPresent() ? ResultRow.OK : "single-batch";
    return new ResultRow(
        "some/cells.h5ad",
        embedding,
        "knn_accuracy",
        "exact",
        split,
        value,
        NONE,
        Optional.empty(),
        status);
  }

  private Path write(String name, String label, List<ResultRow> rows) {
    BenchmarkRecord settings =
        new BenchmarkRecord(
            "", Optional.of(label), Optional.empty(), Baselines.FAST, 5, 0, Map.of(), List.of());
    SuiteResults results =
        new SuiteResults(1, "annotation", settings, Manifest.start(List.of("test")), rows);
    Path path = folder.resolve(name);
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    ResultsFolder.write(
        new SuiteOutcome(results, List.of(), List.of(), List.of(), List.of()), path);
    return path;
  }
}
