package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locale")
class EmbeddingNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          baseline/pca             | PCA
          baseline/pca_20          | PCA, 20 components
          baseline/hvg_5k          | 5,000 variable genes
          baseline/scvi            | scVI
          baseline/own             | baseline/own
          wced/random_weights      | wced, random weights
          """)
  void baselinesHaveTitles(String embedding, String title) {
    assertThat(EmbeddingNames.title(embedding)).isEqualTo(title);
    assertThat(EmbeddingNames.isBaseline(embedding)).isTrue();
  }

  @Test
  void otherEmbeddingsKeepTheirNames() {
    assertThat(EmbeddingNames.title("X_pca")).isEqualTo("X_pca");
    assertThat(EmbeddingNames.isBaseline("X_pca")).isFalse();
  }
}
