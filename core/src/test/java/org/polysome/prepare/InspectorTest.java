package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.SharedData;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.genes.GeneIdKind;
import org.polysome.progress.Progress;

@Tag("locale")
class InspectorTest {

  @Test
  void aFileOfRawCountsIsDescribed() {
    Inspection it = inspect("A_labelled/bmfm_scp1884.h5ad");
    assertThat(it.cells()).isEqualTo(1020);
    assertThat(it.genes()).isEqualTo(18708);
    Inspection.Matrix x = it.matrices().getFirst();
    assertThat(x.state()).isEqualTo(ValueState.RAW);
    assertThat(x.nonZeros()).isEqualTo(1154440);
    assertThat(x.medianTotal()).isEqualTo(2536.5);
    assertThat(it.labels()).containsExactly("Celltype");
    assertThat(it.batches()).containsExactly("batch", "donor_id");
    assertThat(it.obs().getFirst().different()).isEqualTo(68);
    assertThat(it.warnings()).isEmpty();
  }

  @Test
  void whatIsInTheWayIsWarnedOf() {
    assertThat(inspect("A_labelled/cellbench_10x_3cl_Cepo").warnings())
        .singleElement()
        .asString()
        .contains("5 genes have the name of another");
    assertThat(inspect("F_odd/cellxgene_nan.h5ad").warnings())
        .anyMatch(w -> w.contains("2556 NaN, the first in cell 'AAACATACAACCAC-1'"));
    assertThat(inspect("F_odd/anndata_v0.11.4.h5ad").warnings()).contains("there is no matrix");
    assertThat(inspect("B_perturb/bmfm_sciplex3.h5ad").warnings())
        .anyMatch(w -> w.contains("no matrix holds raw counts"));
    assertThat(inspect("F_odd/tiledbsoma_subset_100_100.h5ad").warnings())
        .anyMatch(w -> w.contains("cells of X have no non-zero"));
  }

  @ParameterizedTest
  @CsvSource({
    "F_odd/cxgschema_example_invalid_CL.h5ad, 320",
    "A_labelled/bmfm_zheng68k.h5ad, 0",
    "A_labelled/scvi_pbmc_10k_protein_v3.h5ad, 0",
  })
  void storedZerosAreCounted(String name, long zeros) {
    assertThat(inspect(name).matrices().getFirst().explicitZeros()).isEqualTo(zeros);
  }

  @Test
  void columnsThatNameGenesAreListedWithTheirKind() {
    Inspection it = inspect("A_labelled/transcriptformer_mouse_val.h5ad");
    assertThat(it.geneNames())
        .extracting(Inspection.GeneNames::column, Inspection.GeneNames::kind)
        .contains(
            tuple("_index", GeneIdKind.NUMBER),
            tuple("gene_name", GeneIdKind.SYMBOL),
            tuple("ensembl_id", GeneIdKind.ENSEMBL_MOUSE))
        .doesNotContain(tuple("feature_type", GeneIdKind.SYMBOL));
    assertThat(it.obs().stream().filter(o -> o.column().equals("ccf_region_name")).findFirst())
        .get()
        .extracting(Inspection.Obs::missing)
        .isEqualTo(103);
  }

  @Test
  void theTextIsAlignedAndNamesWhatMatters() {
    Inspection it = inspect("A_labelled/scanpy_10x_pbmc68k_reduced.h5ad");
    String text = String.join("\n", InspectionText.of(it));
    assertThat(text)
        .contains("700 cells x 765 genes")
        .contains("X: scaled")
        .contains("raw: log-normalised")
        .contains("X_pca   50 dimensions")
        .contains("Not read")
        .contains("obsp/connectivities")
        .contains("<- label?");
    assertThat(text.lines()).noneMatch(line -> line.endsWith(" "));
  }

  private static Inspection inspect(String name) {
    try (AnnDataFile file = AnnDataFiles.open(SharedData.data(name))) {
      return Inspector.inspect(file, Progress.silent());
    }
  }
}
