package org.polysome.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.SharedData;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;
import org.polysome.random.Seeds;

@Tag("locale")
class GeneAlignmentTest {

  private static final Vocabulary SYMBOLS = Vocabulary.of(List.of("TP53", "GATA1", "CD4", "SPI1"));

  @Test
  void theColumnThatMatchesMostIsTaken() {
    SequencedMap<String, List<String>> names = new LinkedHashMap<>();
    names.put("_index", List.of("0", "1", "2"));
    names.put("feature_name", List.of("CD4", "nothing", "TP53"));
    GeneAlignment alignment = GeneAlignment.align(names, SYMBOLS, GeneMatching.DEFAULT);
    assertThat(alignment.ids()).containsExactly(2, GeneAlignment.NOT_IN_VOCABULARY, 0);
    assertThat(alignment.report().column()).isEqualTo("feature_name");
    assertThat(alignment.report().missing().examples()).containsExactly("GATA1", "SPI1");
    assertThat(alignment.measured().stream()).containsExactly(0, 2);
  }

  @Test
  void versionsOfEnsemblIdsDoNotMatterUnlessTheyAreAllThatDiffers() {
    Vocabulary vocabulary =
        Vocabulary.of(
            List.of(
                "ENSG00000000001", "ENSG00000000002.3", "ENSG00000000003.1", "ENSG00000000003.2"));
    GeneAlignment alignment =
        GeneAlignment.align(
            index(
                "ENSG00000000001.7",
                "ENSG00000000002",
                "ENSG00000000003.2",
                "ENSG00000000003.9",
                "ENSG00000000002.20_PAR_Y"),
            vocabulary,
            GeneMatching.DEFAULT);
    assertThat(alignment.ids()).containsExactly(0, 1, 3, -1, -1);
    assertThat(alignment.report().ambiguous().examples()).containsExactly("ENSG00000000003.9");
    assertThat(alignment.report().unknown().count()).isEqualTo(1);
  }

  @Test
  void columnsThatNameOneGeneAreAddedUpAndReported() {
    GeneAlignment alignment =
        GeneAlignment.align(index("SPI1", "TP53", "SPI1", "junk"), SYMBOLS, GeneMatching.DEFAULT);
    assertThat(alignment.report().duplicate().examples()).containsExactly("SPI1");
    CsrMatrix block =
        new CsrMatrix(2, 4, new int[] {0, 3, 4}, new int[] {0, 2, 3, 1}, new float[] {1, 2, 9, 4});
    CsrMatrix aligned = alignment.apply(block);
    assertThat(aligned.columns()).isEqualTo(4);
    assertThat(aligned.indptr()).containsExactly(0, 1, 2);
    assertThat(aligned.indices()).containsExactly(3, 0);
    assertThat(aligned.values()).containsExactly(3f, 4f);
  }

  @Test
  void tooFewMatchesAreRefusedWithTheBestColumnTried() {
    SequencedMap<String, List<String>> mouse = index("Trp53", "Gata1", "Cd4");
    assertThatThrownBy(() -> GeneAlignment.align(mouse, SYMBOLS, GeneMatching.DEFAULT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("only 0 of the file's 3 genes")
        .hasMessageContaining("'_index'")
        .hasMessageContaining("‹gene-column›")
        .message()
        .hasLineCount(1);
    assertThatThrownBy(
            () -> GeneAlignment.align(mouse, SYMBOLS, new GeneMatching(Optional.empty(), 0)))
        .isInstanceOf(DataException.class);
  }

  @Test
  void aSmallPanelAndASmallVocabularyAreBothAccepted() {
    Vocabulary large =
        Vocabulary.of(java.util.stream.IntStream.range(0, 1000).mapToObj(i -> "G" + i).toList());
    assertThat(GeneAlignment.align(index("G1", "G2", "X"), large, GeneMatching.DEFAULT).ids())
        .containsExactly(1, 2, -1);
    Vocabulary small = Vocabulary.of(List.of("G7"));
    assertThat(
            GeneAlignment.align(
                    index(large.names().toArray(String[]::new)), small, GeneMatching.DEFAULT)
                .report()
                .matched())
        .isEqualTo(1);
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatThrownBy(
            () ->
                GeneAlignment.align(index("TP53"), SYMBOLS, GeneMatching.by(Optional.of("symbol"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'symbol'")
        .hasMessageContaining("_index");
    assertThat(
            GeneAlignment.align(index("TP53"), SYMBOLS, GeneMatching.by(Optional.of("index")))
                .report()
                .column())
        .isEqualTo("_index");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void aligningRowsEqualsADenseLoop(long seed) {
    RandomGenerator random = Seeds.generator(seed);
    int genes = 1 + random.nextInt(200);
    Vocabulary vocabulary =
        Vocabulary.of(java.util.stream.IntStream.range(0, genes).mapToObj(i -> "G" + i).toList());
    String[] names = new String[1 + random.nextInt(300)];
    Arrays.setAll(names, i -> "G" + random.nextInt(2 * genes));
    names[0] = "G0";
    GeneAlignment alignment =
        GeneAlignment.align(index(names), vocabulary, new GeneMatching(Optional.empty(), 0));
    float[][] expected = new float[50][genes];
    CsrBuilder builder = new CsrBuilder(names.length, 100);
    for (int r = 0; r < 50; r++) {
      for (int c = 0; c < names.length; c++) {
        int count = Math.max(0, random.nextInt(-5, 4));
        builder.add(c, count);
        int gene = Integer.parseInt(names[c].substring(1));
        if (gene < genes) {
          expected[r][gene] += count;
        }
      }
      builder.endRow();
    }
    CsrMatrix aligned = alignment.apply(builder.build());
    float[][] actual = new float[50][genes];
    for (int r = 0; r < 50; r++) {
      for (int i = aligned.indptr()[r]; i < aligned.indptr()[r + 1]; i++) {
        assertThat(i == aligned.indptr()[r] || aligned.indices()[i - 1] < aligned.indices()[i])
            .isTrue();
        actual[r][aligned.indices()[i]] = aligned.values()[i];
      }
    }
    assertThat(actual).isDeepEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "A_labelled/bmfm_scp1884.h5ad, _index, A_labelled/bmfm_zheng68k.h5ad, _index, SYMBOL",
    "F_odd/tiledbsoma_subset_100_100.h5ad, gene_ids, F_odd/tiledbsoma_subset_100_100.h5ad,"
        + " gene_ids, ENSEMBL_HUMAN",
    "F_odd/rapids_test_data.h5ad, gene_ids, A_labelled/transcriptformer_mouse_val.h5ad,"
        + " Unnamed: 0, ENSEMBL_MOUSE",
  })
  void realFilesAreAlignedByTheRightColumn(
      String vocabularyFile, String names, String file, String column, GeneIdKind kind) {
    try (AnnDataFile one = AnnDataFiles.open(SharedData.data(vocabularyFile));
        AnnDataFile other = AnnDataFiles.open(SharedData.data(file))) {
      Vocabulary vocabulary = Vocabulary.of(one.var("X").texts().getOrDefault(names, List.of()));
      GeneAlignment alignment =
          GeneAlignment.align(other.var("X").texts(), vocabulary, GeneMatching.DEFAULT);
      assertThat(alignment.report().column()).isEqualTo(column);
      assertThat(alignment.report().fileKind()).isEqualTo(kind);
      assertThat(alignment.report().lines()).hasSize(5);
    }
  }

  private static SequencedMap<String, List<String>> index(String... names) {
    SequencedMap<String, List<String>> map = new LinkedHashMap<>();
    map.put("_index", List.of(names));
    return map;
  }
}
