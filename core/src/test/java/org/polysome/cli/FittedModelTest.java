package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.train.TinyCorpus;

/** A model that is fitted and not trained, by the commands alone. */
@Tag("locale")
class FittedModelTest {

  @TempDir Path folder;

  private Typed polysome(String... arguments) {
    Typed typed = Typed.polysome(arguments);
    assertThat(typed.status()).as(typed.errors()).isZero();
    return typed;
  }

  @Test
  void fitsEmbedsIsJudgedAndReported() throws Exception {
    String corpus = "data.corpus=" + TinyCorpus.write(folder, 120);
    String cells = folder.resolve("cells.h5ad").toString();
    String run = folder.resolve("run").toString();
    String output = folder.resolve("out.h5ad").toString();
    String results = folder.resolve("results").toString();
    assertThat(polysome("recipes").results()).contains("pca", "ridge-pca", "hvg");
    assertThat(polysome("pretrain", "pca", corpus, "--dry-run").results())
        .contains("type: pca", "# numbers: 124,024, fitted and not trained");
    assertThat(polysome("pretrain", "pca", corpus, "model.components=6", "-o", run).errors())
        .contains("fit: 120 cells");
    polysome("pretrain", "--resume", run);
    polysome("embed", run, cells, "-o", output);
    polysome(
        "benchmark",
        "annotation",
        cells,
        "--run",
        run,
        "--label",
        "cell_type",
        "--seeds",
        "1",
        "-o",
        results);
    assertThat(Files.readString(Path.of(results, "results.csv")))
        .contains("run,")
        .doesNotContain("random weights");
    String page = folder.resolve("page.html").toString();
    polysome("report", run, results, "-o", page);
    assertThat(Files.readString(Path.of(page))).contains("pca");
  }

  @Test
  void whatMakesNoSenseOfItIsOneLine() {
    String corpus = "data.corpus=" + TinyCorpus.write(folder, 60);
    String run = folder.resolve("run").toString();
    Typed trained = Typed.polysome("pretrain", "pca", corpus, "train.max-steps=5", "-o", run);
    assertThat(trained.status()).isEqualTo(1);
    assertThat(trained.errors()).contains("train must be left out of a fitted model");
    Typed many = Typed.polysome("pretrain", "pca", corpus, "model.components=500", "-o", run);
    assertThat(many.status()).isEqualTo(1);
    assertThat(many.errors()).contains("vary along 59 directions only, not 500");
  }
}
