package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.DenseMatrix;
import org.polysome.train.Run;
import org.polysome.train.TinyRun;

@Tag("locale")
class GeneVectorsTest {

  private static final int GENES = 30;
  private static final int CELLS = 20;

  @TempDir Path folder;

  @Test
  void allComponentsOfTheTransposeKeepDistancesBetweenGenes() {
    Expression expression = expression();
    GeneVectors vectors = GeneVectors.ofComponents(expression, CELLS);
    assertThat(vectors.genes()).isEqualTo(expression.genes());
    assertThat(vectors.vectors().rows()).isEqualTo(GENES);
    var genes = expression.values().transposed();
    DenseMatrix dense = DenseMatrix.zeros(GENES, CELLS);
    for (int gene = 0; gene < GENES; gene++) {
      for (int i = genes.indptr()[gene]; i < genes.indptr()[gene + 1]; i++) {
        dense.values()[gene * CELLS + genes.indices()[i]] = genes.values()[i];
      }
    }
    for (int gene = 1; gene < GENES; gene++) {
      assertThat(distance(vectors.vectors(), gene)).isCloseTo(distance(dense, gene), within(1e-6));
    }
  }

  private static double distance(DenseMatrix points, int row) {
    double sum = 0;
    for (int i = 0; i < points.columns(); i++) {
      double difference = points.get(row, i) - points.get(0, i);
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static Expression expression() {
    CsrBuilder builder = new CsrBuilder(GENES, 100);
    Random random = new Random(11);
    for (int cell = 0; cell < CELLS; cell++) {
      for (int gene = 0; gene < GENES; gene++) {
        builder.add(gene, Math.max(0, random.nextFloat() - 0.4F));
      }
      builder.endRow();
    }
    return new Expression(
        builder.build(), IntStream.range(0, GENES).mapToObj(gene -> "gene" + gene).toList());
  }

  @Test
  void theLayersOfATokenModelHaveAVectorPerGene() {
    GeneTables tables = GeneTables.of(Run.open(TinyRun.write(folder.resolve("run"))));
    assertThat(tables.names()).contains("model.gene-encoder.weight");
    GeneVectors codebook = tables.codebook().orElseThrow();
    assertThat(codebook.genes()).hasSize(TinyRun.GENES).startsWith(TinyRun.gene(0));
    assertThat(codebook.vectors().columns()).isEqualTo(16);
    assertThat(tables.vectors("model.gene-encoder.weight").vectors().values())
        .isEqualTo(codebook.vectors().values());
    GeneVectors decoder = tables.decoder().orElseThrow();
    assertThat(decoder.vectors().rows()).isEqualTo(TinyRun.GENES);
    assertThatThrownBy(() -> tables.vectors("model.backbone.layers.0.attention.qkv.weight"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aVectorOfTheEndOfACellIsOfNoGene() {
    Path run = TinyRun.write(folder.resolve("ended"), "{length: 24, end: true}");
    GeneTables tables = GeneTables.of(Run.open(run));
    GeneVectors codebook = tables.codebook().orElseThrow();
    assertThat(codebook.genes()).hasSize(TinyRun.GENES);
    assertThat(codebook.vectors().rows()).isEqualTo(TinyRun.GENES);
    assertThat(tables.names()).contains("model.gene-encoder.weight");
  }

  @Test
  void namesAndRowsAgree() {
    assertThatThrownBy(() -> new GeneVectors(List.of("A"), DenseMatrix.zeros(2, 3)))
        .isInstanceOf(IllegalArgumentException.class);
    GeneVectors some =
        new GeneVectors(List.of("A", "B"), new DenseMatrix(2, 1, new double[] {1, 2}));
    assertThat(some.select(new int[] {1}).genes()).containsExactly("B");
    assertThat(some.select(new int[] {1}).vectors().values()).containsExactly(2);
  }
}
