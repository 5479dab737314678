package org.polysome.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.progress.Progress;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;

/** Import and export are inverses, bit for bit, for every layout and variant. */
class PublishedRoundTripTest {

  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> whatIsImportedIsExportedAgain() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : PublishedFixture.family("scgpt-embed-")) {
      boolean flash = tests.size() % 2 == 0;
      tests.add(
          trip(
              name + (flash ? " flash" : ""),
              PublishedModel.SCGPT,
              "best_model.pt",
              fixture -> fixture.scgpt(PublishedFixture.golden(name), flash)));
    }
    tests.add(
        trip(
            "geneformer",
            PublishedModel.GENEFORMER,
            "model.safetensors",
            fixture -> fixture.geneformer(PublishedFixture.golden("geneformer-mlm"), true)));
    tests.add(
        trip(
            "geneformer of torch",
            PublishedModel.GENEFORMER,
            "pytorch_model.bin",
            fixture -> fixture.geneformer(PublishedFixture.golden("geneformer-mlm"), false)));
    tests.add(
        trip(
            "scbert",
            PublishedModel.SCBERT,
            "panglao_pretrain.pth",
            fixture -> fixture.scbert(PublishedFixture.golden("scbert"))));
    for (String name : List.of("scfoundation-full", "scfoundation-encoder")) {
      tests.add(
          trip(
              name,
              PublishedModel.SCFOUNDATION,
              "models.ckpt",
              fixture -> fixture.scfoundation(PublishedFixture.golden(name))));
    }
    for (String values :
        List.of(
            "mlp_special",
            "mlp_special_nozero",
            "scale_trainable",
            "scale_fixed",
            "scale_sigmoid",
            "scale_only_sigmoid")) {
      tests.add(bmfm("geneformer-mlm", "bert.encoder.", values));
    }
    tests.add(bmfm("bmfm-performer", "", "mlp_special"));
    tests.add(bmfm("bmfm-nystromformer", "", "mlp_special"));
    return tests;
  }

  private DynamicTest bmfm(String blocks, String prefix, String values) {
    return trip(
        "bmfm " + blocks + " " + values,
        PublishedModel.BMFM,
        "model.safetensors",
        fixture -> fixture.bmfm(PublishedFixture.golden(blocks), prefix, values));
  }

  private DynamicTest trip(
      String name, PublishedModel model, String weights, Consumer<PublishedFixture> write) {
    return dynamicTest(
        name,
        () -> {
          Path at = Files.createTempDirectory(folder, "trip");
          try (Scope scope = new Scope()) {
            write.accept(new PublishedFixture(at.resolve("theirs")));
            read(model, at.resolve("theirs"), at.resolve("run"));
            PublishedExport.write(at.resolve("run"), at.resolve("back"), false, Progress.silent());
            requireEqual(
                at.resolve("theirs").resolve(weights), at.resolve("back").resolve(weights));
            read(model, at.resolve("back"), at.resolve("again"));
            Path checkpoint = Path.of("checkpoints", "step-0", "model.safetensors");
            assertThat(at.resolve("again").resolve(checkpoint))
                .hasSameBinaryContentAs(at.resolve("run").resolve(checkpoint));
            assertThat(files(at.resolve("back"))).isEqualTo(files(at.resolve("theirs")));
          }
        });
  }

  private static void read(PublishedModel model, Path from, Path run) {
    PublishedImport.read(
        new PublishedImport.Source(model, from, Optional.empty()),
        new PublishedImport.Target(run, false, List.of("polysome", "import")),
        Progress.silent());
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static void requireEqual(Path theirs, Path back) {
    WeightFile expected = WeightFile.read(theirs, Optional.of("cell"));
    WeightFile found = WeightFile.read(back, Optional.of("cell"));
    assertThat(found.prefix()).isEqualTo(expected.prefix());
    assertThat(found.within()).isEqualTo(expected.within());
    assertThat(found.tensors().keySet()).isEqualTo(expected.tensors().keySet());
    for (Map.Entry<String, Tensor> entry : expected.tensors().entrySet()) {
      Tensor other = Objects.requireNonNull(found.tensors().get(entry.getKey()));
      assertThat(other.type()).as(entry.getKey()).isEqualTo(entry.getValue().type());
      assertThat(other.shape()).as(entry.getKey()).isEqualTo(entry.getValue().shape());
      assertThat(other.to(ElementType.FLOAT64).toDoubles())
          .as(entry.getKey())
          .isEqualTo(entry.getValue().to(ElementType.FLOAT64).toDoubles());
    }
  }
}
