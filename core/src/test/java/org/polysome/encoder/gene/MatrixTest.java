package org.polysome.encoder.gene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.matrix.DenseMatrix;
import org.polysome.nn.Projection;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Vectors of some genes, kept as they are; the others learn theirs. */
class MatrixTest extends GeneEncoderContract {

  static final int[] FOUND = {1, 2, 5, 11};

  static GeneVectors given() {
    DenseMatrix vectors = DenseMatrix.zeros(FOUND.length, WIDTH);
    for (int i = 0; i < vectors.values().length; i++) {
      vectors.values()[i] = Math.sin(i + 1);
    }
    return new GeneVectors(FOUND, vectors);
  }

  static Matrix matrix(String more) {
    String yaml = "{file: genes.txt, dimensions: 6, found: 4, projection: none" + more + "}";
    return Config.bind(YamlReader.read(yaml, "test"), Matrix.class);
  }

  @Override
  GeneEncoderSpec spec() {
    return matrix("");
  }

  @Override
  void start(Parameters started) {
    ((Matrix) spec()).put(given(), started);
  }

  @Test
  void foundGenesHaveTheirVectorsAndTheOthersLearnedOnes() {
    double[] weight = parameters().get("table.weight").toDoubles();
    int next = 0;
    for (int gene = 0; gene < ALL; gene++) {
      int found = Arrays.binarySearch(FOUND, gene);
      double[] vector = vectors(gene)[0];
      for (int i = 0; i < WIDTH; i++) {
        double expected =
            found >= 0 ? (float) given().vectors().get(found, i) : weight[next * WIDTH + i];
        assertThat(vector[i]).as("gene %d", gene).isEqualTo(expected);
      }
      next += found >= 0 ? 0 : 1;
    }
    assertThat(next * WIDTH).isEqualTo(weight.length);
  }

  @Test
  void trainableVectorsAreRowsOfOneTable() {
    Matrix spec = matrix(", frozen: false");
    try (Scope scope = new Scope();
        Parameters store = new Parameters(Device.CPU, 3)) {
      GeneEncoder encoder = spec.build(context(store));
      Tensor before = store.get("table.weight").detach().copy();
      spec.put(given(), store);
      Tensor all = encoder.forward(Tensors.range(ALL, Device.CPU));
      for (int gene = 0; gene < ALL; gene++) {
        int found = Arrays.binarySearch(FOUND, gene);
        double[] expected =
            found >= 0
                ? given().tensor().select(0, found).toDoubles()
                : before.select(0, gene).toDoubles();
        assertThat(all.select(0, gene).toDoubles()).as("gene %d", gene).containsExactly(expected);
      }
      all.sum().backward();
      assertThat(store.get("table.weight").gradient().orElseThrow().toFloats()).containsOnly(1);
    }
  }

  @Test
  void whatTheFileSaysIsWrittenIntoTheSpec() {
    Matrix asked = Config.bind(YamlReader.read("{file: genes.txt}", "test"), Matrix.class);
    Matrix fitted = asked.fitted(given());
    assertThat(fitted.dimensions()).isEqualTo(Optional.of(WIDTH));
    assertThat(fitted.found()).isEqualTo(Optional.of(4));
    assertThat(fitted.file()).isEqualTo(Path.of("genes.txt").toAbsolutePath());
    assertThat(fitted.projection()).isEqualTo(new Projection.Linear(true));
    assertThatThrownBy(
            () ->
                matrix(", pca: true")
                    .fitted(new GeneVectors(new int[] {3}, DenseMatrix.zeros(1, 6))))
        .hasMessageContaining("found: 4 is stated");
    assertThatThrownBy(() -> asked.build(context(parameters())))
        .hasMessageContaining("have not been read");
  }
}
