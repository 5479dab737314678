package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.polysome.GoldenCase;
import org.polysome.Tolerance;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;

/** What scGPT's encoders give in each of its input styles, at every token that is no padding. */
class ScgptEmbeddingTest {

  private static final Path CASES = Path.of("src", "test", "resources", "golden");
  private static final Tolerance CLOSE = Tolerance.absolute(2e-5).andRelative(1e-5);

  @TestFactory
  List<DynamicTest> tokensStartAsTheReferenceStartsThem() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      List<DynamicTest> tests =
          folders
              .filter(folder -> folder.getFileName().toString().startsWith("scgpt-embed-"))
              .sorted()
              .map(folder -> dynamicTest(folder.getFileName().toString(), () -> check(folder)))
              .toList();
      assertThat(tests).isNotEmpty();
      return tests;
    }
  }

  private static void check(Path folder) {
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 1)) {
      GoldenCase golden = GoldenCase.in(folder);
      ScgptEmbedding embedding = new ScgptEmbedding(golden, parameters);
      ModelBatch batch = embedding.batch();
      Tensor present = batch.present().orElseThrow().to(ElementType.FLOAT32).unsqueeze(2);
      compare(golden, embedding.genes(batch), "out.gene_embs", present);
      if (golden.weightNames().stream().noneMatch(name -> name.startsWith("dsbn."))) {
        compare(golden, embedding.tokens(batch), "out.encoder_input", present);
      }
    }
  }

  private static void compare(GoldenCase golden, Tensor found, String name, Tensor present) {
    GoldenCase.check(found.multiply(present), golden.tensor(name).multiply(present), name, CLOSE);
  }
}
