package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.fault.Cancellation;
import org.polysome.train.TinyCorpus;

/** From a corpus to an embedding by the commands alone, and what they say when they cannot. */
@Tag("locale")
class PretrainCommandTest {

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 80);
  }

  private int polysome(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    PrintStream out = new PrintStream(results, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
    return new Polysome(new Cancellation(), err, false).run(out, words);
  }

  private String said() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  @Test
  void pretrainsEmbedsAndResumesNothing() {
    Path run = folder.resolve("run");
    Path output = folder.resolve("out.h5ad");
    assertThat(
            polysome(
                "pretrain",
                "bmfm-wced-10pct-tiny",
                "data.corpus=" + corpus,
                "data.validation=batch",
                "model.width=16",
                "model.heads=2",
                "model.layers=1",
                "train.max-steps=3",
                "-o",
                run))
        .as(said())
        .isZero();
    assertThat(polysome("embed", run, shared.resolve("cells.h5ad"), "-o", output)).isZero();
    assertThat(said()).contains("checkpoint  best (step-3)").contains("holds raw counts");
    try (AnnDataFile file = AnnDataFiles.open(output)) {
      assertThat(file.embedding("X_polysome").columns()).isEqualTo(16);
    }
    assertThat(polysome("pretrain", "--resume", run)).isZero();
    assertThat(polysome("pretrain", "--resume", run, "-o", folder.resolve("b"))).isEqualTo(1);
    assertThat(said()).contains("it takes nothing else");
  }

  @Test
  void dryRunPrintsThePlanAndLeavesNothing() {
    assertThat(polysome("pretrain", "bmfm-wced-10pct-tiny", "data.corpus=" + corpus, "--dry-run"))
        .isZero();
    assertThat(results.toString(StandardCharsets.UTF_8))
        .contains("objectives:")
        .contains("# parameters: ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void batchesThatDoNotAddUpAreRefusedBeforeTraining() {
    String contrastive = "objectives=[{type: contrastive}]";
    Object[] plan = {"pretrain", "txfm-b-tiny", contrastive, "train.accumulate=4", "--dry-run"};
    assertThat(polysome(plan)).isEqualTo(1);
    assertThat(said())
        .contains("train.accumulate: 4")
        .contains("objectives.contrastive")
        .contains("train.as-published=true");
    plan[3] = "train.accumulate=1";
    assertThat(polysome(plan)).as(said()).isZero();
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(polysome("pretrain")).isEqualTo(1);
    assertThat(said()).contains("name a recipe");
    assertThat(polysome("pretrain", "bmfm-wced-10pct-tiny", "data.corpus=" + corpus)).isEqualTo(1);
    assertThat(said()).contains("-o RUN");
    assertThat(polysome("pretrain", "bmfm-wced-10pct-tiny", "-o", folder.resolve("a")))
        .isEqualTo(1);
    assertThat(said()).contains("data.corpus is missing");
    assertThat(polysome("pretrain", "bmfm-wced-10pct-tiny", "train.batch=3", "-o", "a"))
        .isEqualTo(1);
    assertThat(said()).contains("train.batch").contains("batch-size");
    assertThat(polysome("embed", folder.resolve("none"), "x.h5ad", "-o", "y.h5ad")).isEqualTo(1);
    assertThat(said()).contains("is not a run");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefusedBeforeTraining() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(
            polysome(
                "pretrain",
                "bmfm-wced-10pct-tiny",
                "data.corpus=" + corpus,
                "-o",
                file.resolve("run")))
        .isEqualTo(1);
    assertThat(said()).doesNotContain("start:").contains("cannot write");
  }
}
