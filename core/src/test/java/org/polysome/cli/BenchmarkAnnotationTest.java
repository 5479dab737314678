package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.Cancellation;
import org.polysome.suite.SmallData;

/** The commands {@code benchmark annotation} and {@code report}, as typed. */
@Tag("locale")
@Tag("slow")
class BenchmarkAnnotationTest {

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final Cancellation cancellation = new Cancellation();

  @TempDir Path folder;
  private String cells;
  private String output;

  @BeforeEach
  void write() {
    cells = new SmallData().write(folder.resolve("cells.h5ad")).toString();
    output = folder.resolve("results").toString();
  }

  @Test
  void writesResultsAndAPageAndPrintsATable() throws IOException {
    assertThat(run("--label", "cell_type", "--batch", "batch", "--seeds", "2", "-o", output))
        .isZero();
    assertThat(text(results))
        .contains("knn_accuracy", "X_good", "baseline/pca", "cells split by batch")
        .contains("Report: " + output);
    assertThat(files(Path.of(output))).contains("results.json", "results.csv", "report.html");
    assertThat(Files.readString(Path.of(output, "results.json"))).contains("\"seeds\" : 2");
    assertThat(run("--label", "cell_type", "-o", output)).isEqualTo(1);
    assertThat(text(errors)).contains("--force");
    String page = folder.resolve("page.html").toString();
    assertThat(polysome("report", output, "-o", page, "--data", cells, "--label", "batch"))
        .isZero();
    assertThat(Files.readString(Path.of(page)))
        .contains("Annotation of cells.h5ad", "X_good by cell_type", "X_good by batch");
  }

  @Test
  void inputThatCannotBeJudgedIsOneLineAndLeavesNothing() throws IOException {
    assertThat(run("--label", "celltype", "-o", output)).isEqualTo(2);
    assertThat(run("--label", "empty", "-o", output)).isEqualTo(2);
    assertThat(run("--label", "cell_type", "--batch", "donor", "-o", output)).isEqualTo(2);
    assertThat(run("--label", "cell_type", "--embedding", "X_umap", "-o", output)).isEqualTo(1);
    assertThat(run("--label", "cell_type", "--baselines", "most", "-o", output)).isEqualTo(1);
    assertThat(text(errors).lines().filter(line -> line.startsWith("polysome: ")))
        .hasSize(5)
        .anyMatch(line -> line.endsWith("there are: cell_type, batch, empty"))
        .anyMatch(line -> line.contains("X_good, X_noise"));
    assertThat(files(folder)).containsExactly("cells.h5ad");
  }

  @Test
  void allBaselinesAreAtLeastTheFastOnes() throws IOException {
    assertThat(run("--label", "cell_type", "--seeds", "1", "-o", output)).isZero();
    String all = folder.resolve("all").toString();
    assertThat(run("--label", "cell_type", "--seeds", "1", "--baselines", "all", "-o", all))
        .isZero();
    assertThat(Files.readAllLines(Path.of(all, "results.csv")))
        .containsAll(Files.readAllLines(Path.of(output, "results.csv")));
    assertThat(Files.readString(Path.of(all, "results.json"))).contains("\"baselines\" : \"all\"");
  }

  @Test
  void aWishToStopIsHeardAndNothingIsLeft() throws IOException {
    cancellation.request();
    assertThat(run("--label", "cell_type", "-o", output)).isEqualTo(130);
    assertThat(files(folder)).containsExactly("cells.h5ad");
  }

  @Test
  void reportsAreOfRunsAndResults() throws IOException {
    String page = folder.resolve("page.html").toString();
    assertThat(polysome("report", folder.toString(), "-o", page)).isEqualTo(1);
    assertThat(text(errors)).contains("neither a run (run.json) nor a folder of results");
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(run.resolve("run.json"), "{}");
    assertThat(polysome("report", run.toString(), "-o", page, "--data", cells)).isEqualTo(1);
    assertThat(polysome("report", run.toString(), "-o", page, "--label", "x")).isEqualTo(1);
    assertThat(Path.of(page)).doesNotExist();
    assertThat(polysome("report", run.toString(), "-o", page)).isZero();
    assertThat(text(results)).isEqualTo(page + System.lineSeparator());
  }

  private int run(String... options) {
    return polysome(
        Stream.concat(Stream.of("benchmark", "annotation", cells), Stream.of(options))
            .toArray(String[]::new));
  }

  private int polysome(String... arguments) {
    PrintStream out = new PrintStream(results, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
    return new Polysome(cancellation, err, false).run(out, arguments);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static java.util.List<String> files(Path folder) throws IOException {
    return names(folder).toList();
  }
}
