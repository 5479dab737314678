package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.matrix.DenseMatrix;
import org.polysome.published.PublishedFixture;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.SafetensorsWriter;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;

/** Published weights by the commands alone: imported, embedding a file, exported. */
@Tag("locale")
class ImportCommandTest {

  private static final int CELLS = 12;

  @TempDir static Path shared;
  private static Path cells;
  private static List<String> genes;

  @TempDir Path folder;

  @BeforeAll
  static void simulate() {
    cells = shared.resolve("cells.h5ad");
    Typed typed =
        Typed.polysome(
            "simulate",
            "-o",
            cells.toString(),
            "--cells",
            "" + CELLS,
            "--genes",
            "100",
            "--types",
            "2",
            "--batches",
            "2",
            "--seed",
            "5");
    assertThat(typed.status()).as(typed.errors()).isZero();
    AnnDataFile file = AnnDataFiles.open(cells);
    genes = file.var(file.matrices().getFirst()).index();
  }

  static Stream<Arguments> projects() {
    return Stream.of(
        Arguments.of("scgpt", 24),
        Arguments.of("geneformer", 24),
        Arguments.of("scbert", 24),
        Arguments.of("scfoundation", 96),
        Arguments.of("bmfm", 24));
  }

  private Path published(String project) {
    Path theirs = folder.resolve("theirs");
    PublishedFixture fixture = new PublishedFixture(theirs, genes::get);
    switch (project) {
      case "scgpt" -> fixture.scgpt(PublishedFixture.golden("scgpt-embed-cls-ip"), true);
      case "geneformer" -> fixture.geneformer(PublishedFixture.golden("geneformer-mlm"), false);
      case "scbert" -> fixture.scbert(PublishedFixture.golden("scbert"));
      case "scfoundation" -> fixture.scfoundation(PublishedFixture.golden("scfoundation-full"));
      default ->
          fixture.bmfm(PublishedFixture.golden("geneformer-mlm"), "bert.encoder.", "mlp_special");
    }
    return theirs;
  }

  @ParameterizedTest
  @MethodSource("projects")
  void importedRunsEmbedAFile(String project, int width) {
    try (Scope scope = new Scope()) {
      Path run = folder.resolve("run");
      Typed imported =
          Typed.polysome("import", project, published(project).toString(), "-o", run.toString());
      assertThat(imported.status()).as(imported.errors()).isZero();
      assertThat(imported.errors()).contains("tensors read from").contains("imported: " + run);
      Path out = folder.resolve("out.h5ad");
      Typed embedded =
          Typed.polysome("embed", run.toString(), cells.toString(), "-o", out.toString());
      assertThat(embedded.status()).as(embedded.errors()).isZero();
      DenseMatrix vectors = AnnDataFiles.open(out).embedding("X_polysome");
      assertThat(vectors.rows()).isEqualTo(CELLS);
      assertThat(vectors.columns()).isEqualTo(width);
      double[] numbers = vectors.values();
      assertThat(Arrays.stream(numbers).allMatch(Double::isFinite)).isTrue();
      double[] first = Arrays.copyOf(numbers, width);
      assertThat(Arrays.copyOfRange(numbers, width, 2 * width)).isNotEqualTo(first);
    }
  }

  @Test
  void aTunedRunIsExportedAsTheOneItStartedFrom() throws IOException {
    try (Scope scope = new Scope()) {
      Path run = folder.resolve("run");
      assertThat(
              Typed.polysome("import", "scgpt", published("scgpt").toString(), "-o", run.toString())
                  .status())
          .isZero();
      Path tuned = tuned(run);
      Path back = folder.resolve("back");
      Typed exported = Typed.polysome("export", tuned.toString(), "-o", back.toString());
      assertThat(exported.status()).as(exported.errors()).isZero();
      assertThat(back.resolve("vocab.json"))
          .hasSameTextualContentAs(run.resolve("published/vocab.json"));
      Path again = folder.resolve("again");
      Typed typed = Typed.polysome("import", "scgpt", back.toString(), "-o", again.toString());
      assertThat(typed.status()).as(typed.errors()).isZero();
      assertThat(norm(again)).isEqualTo(new float[24]);
      Typed twice = Typed.polysome("export", tuned.toString(), "-o", back.toString());
      assertThat(twice.status()).isEqualTo(1);
      assertThat(twice.errors()).contains("--force");
    }
  }

  private static final String NORM = "model.gene-encoder.norm.weight";
  private static final Path WEIGHTS = Path.of("checkpoints", "step-0", "model.safetensors");

  private static float[] norm(Path run) {
    return required(Safetensors.read(run.resolve(WEIGHTS)), NORM).toFloats();
  }

  private static Tensor required(Map<String, Tensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  /** A run that says it started from another, with one tensor of zeros and no published files. */
  private Path tuned(Path run) throws IOException {
    Path tuned = folder.resolve("tuned");
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(path -> !path.startsWith(run.resolve("published"))).toList()) {
        Files.copy(file, tuned.resolve(run.relativize(file)));
      }
    }
    Path plan = tuned.resolve("experiment.yaml");
    Files.writeString(
        plan, Files.readString(plan).replace("train:\n", "train:\n  init-from: " + run + "\n"));
    Map<String, Tensor> weights = Safetensors.read(tuned.resolve(WEIGHTS));
    required(weights, NORM).zeroInPlace();
    SafetensorsWriter.write(tuned.resolve(WEIGHTS), weights, Map.of());
    return tuned;
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    Path theirs = published("scgpt");
    String run = folder.resolve("run").toString();
    Typed other = Typed.polysome("import", "geneformer", theirs.toString(), "-o", run);
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.errors()).contains("has no configuration; expected config.json there");
    Typed nowhere = Typed.polysome("import", "scgpt", folder + "/nowhere", "-o", run);
    assertThat(nowhere.status()).isEqualTo(1);
    assertThat(nowhere.errors()).contains("no such folder");
    Files.writeString(theirs.resolve("args.json"), "{\"n_bins\": 11}");
    Typed heads = Typed.polysome("import", "scgpt", theirs.toString(), "-o", run);
    assertThat(heads.status()).isEqualTo(2);
    assertThat(heads.errors()).contains("args.json: 'nheads' is missing");
    assertThat(folder.resolve("run")).doesNotExist();
    Typed unknown = Typed.polysome("import", "cellplm", theirs.toString(), "-o", run);
    assertThat(unknown.status()).isEqualTo(1);
  }

  @Test
  void namesTensorsThatAreMissingOrUnknown() throws IOException {
    try (Scope scope = new Scope()) {
      published("geneformer");
      Path theirs = folder.resolve("theirs");
      Files.delete(theirs.resolve("pytorch_model.bin"));
      Map<String, Tensor> weights =
          new java.util.LinkedHashMap<>(
              Safetensors.read(
                  Path.of("src/test/resources/golden/geneformer-mlm/weights.safetensors")));
      Tensor dense = weights.remove("bert.encoder.layer.1.intermediate.dense.weight");
      Path file = theirs.resolve("model.safetensors");
      SafetensorsWriter.write(file, weights, Map.of());
      String run = folder.resolve("run").toString();
      Typed missing = Typed.polysome("import", "geneformer", theirs.toString(), "-o", run);
      assertThat(missing.status()).isEqualTo(2);
      assertThat(missing.errors())
          .contains("lacks 1 tensors", "bert.encoder.layer.1.intermediate.dense.weight");
      weights.put("bert.encoder.layer.1.intermediate.dense.weight", dense);
      weights.put("bert.adapter.weight", dense);
      SafetensorsWriter.write(file, weights, Map.of());
      Typed unknown = Typed.polysome("import", "geneformer", theirs.toString(), "-o", run);
      assertThat(unknown.status()).isEqualTo(2);
      assertThat(unknown.errors()).contains("does not know: bert.adapter.weight");
      weights.remove("bert.adapter.weight");
      weights.put(
          "cls.predictions.decoder.bias", required(weights, "cls.predictions.bias").add(1.0));
      SafetensorsWriter.write(file, weights, Map.of());
      Typed untied = Typed.polysome("import", "geneformer", theirs.toString(), "-o", run);
      assertThat(untied.status()).isEqualTo(2);
      assertThat(untied.errors()).contains("'cls.predictions.decoder.bias' ought to hold");
    }
  }

  @Test
  void onlyImportedRunsAreExported() {
    Typed typed =
        Typed.polysome("export", shared.toString(), "-o", folder.resolve("out").toString());
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.errors()).contains("is not a run");
  }
}
