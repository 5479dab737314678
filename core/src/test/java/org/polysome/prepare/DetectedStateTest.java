package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.polysome.SharedData;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.RowMatrix;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.CsrMatrix;
import org.polysome.progress.Progress;
import org.polysome.random.Seeds;

@Tag("locale")
class DetectedStateTest {

  @ParameterizedTest
  @CsvSource({
    "A_labelled/bmfm_scp1884.h5ad, X, RAW",
    "A_labelled/kang_pbmc_ctrl_stim_harmony, X, RAW",
    "A_labelled/mouse_v1_allen100_dorothea, X, RAW",
    "A_labelled/transcriptformer_mouse_val.h5ad, X, RAW",
    "A_labelled/scanpy_10x_pbmc68k_reduced.h5ad, X, SCALED",
    "A_labelled/scanpy_10x_pbmc68k_reduced.h5ad, raw, LOG",
    "A_labelled/mouse_interneurons_MetaNeighbor, X, NON_INTEGER",
    "A_labelled/pancreas_beta_ductal_Cepo, X, NON_INTEGER",
    "A_labelled/pancreas_wang_scClassify_lognorm, X, LOG",
    "A_labelled/pancreas_xin_scClassify_lognorm, X, LOG",
    "A_labelled/yan_embryo_scmap_rpkm, X, NON_INTEGER",
    "B_perturb/bmfm_sciplex3.h5ad, X, LOG",
    "F_odd/anndataR_example.h5ad, dense_X, NORMALISED",
    "F_odd/rapids_test_data.h5ad, X, LOG",
    "F_odd/cellxgene_nan.h5ad, X, INVALID",
    "F_odd/zellkonverter_example_anndata.h5ad, X, LOG",
  })
  void realMatricesAreTold(String name, String matrix, ValueState expected) {
    try (AnnDataFile file = AnnDataFiles.open(SharedData.data(name))) {
      RowMatrix rows = file.matrix(matrix);
      MatrixProfile whole =
          MatrixProfile.whole(rows, Progress.silent().start("read", "cells", rows.rows()));
      assertThat(whole.rows()).isEqualTo(rows.rows());
      assertThat(DetectedState.of(whole).state()).isEqualTo(expected);
      assertThat(DetectedState.of(MatrixProfile.sample(rows, 256)).state()).isEqualTo(expected);
    }
  }

  /** What people do to counts. */
  private enum Treatment {
    RAW,
    NORMALISED,
    NORMALISED_SUBSET,
    LOG,
    LOG_SUBSET,
    LOG2,
    SCALED,
    BINNED
  }

  @ParameterizedTest
  @EnumSource(Treatment.class)
  void whatWasDoneToSimulatedCountsIsTold(Treatment treatment) {
    ValueState expected =
        switch (treatment) {
          case NORMALISED, NORMALISED_SUBSET -> ValueState.NORMALISED;
          case LOG, LOG_SUBSET, LOG2 -> ValueState.LOG;
          case RAW -> ValueState.RAW;
          case SCALED -> ValueState.SCALED;
          case BINNED -> ValueState.BINNED;
        };
    for (long seed = 1; seed <= 5; seed++) {
      MatrixProfile profile = new MatrixProfile();
      profile.add(treated(seed, treatment), 0);
      assertThat(DetectedState.of(profile).state()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static CsrMatrix treated(long seed, Treatment treatment) {
    RandomGenerator random = Seeds.generator(seed);
    int genes = 300;
    boolean subset = treatment.name().endsWith("SUBSET");
    CsrBuilder builder = new CsrBuilder(genes, 1000);
    for (int cell = 0; cell < 60; cell++) {
      double depth = 0.2 + 3 * random.nextDouble();
      int[] counts = new int[genes];
      int total = 0;
      int maximum = 1;
      for (int g = 0; g < genes; g++) {
        counts[g] = (int) (-Math.log(1 - random.nextDouble()) * depth);
        total += counts[g];
        maximum = Math.max(maximum, counts[g]);
      }
      double scale = 10_000.0 / Math.max(1, total);
      int largest = maximum;
      DoubleUnaryOperator treat =
          switch (treatment) {
            case RAW -> x -> x;
            case NORMALISED, NORMALISED_SUBSET -> x -> x * scale;
            case LOG, LOG_SUBSET -> x -> Math.log1p(x * scale);
            case LOG2 -> x -> Math.log1p(x * scale) / Math.log(2);
            case SCALED -> x -> x - 0.7;
            case BINNED -> x -> x == 0 ? 0 : Math.max(1, Math.ceil(50.0 * x / largest));
          };
      for (int g = 0; g < (subset ? genes / 3 : genes); g++) {
        builder.add(g, (float) treat.applyAsDouble(counts[g]));
      }
      builder.endRow();
    }
    return builder.build();
  }

  @Test
  void nothingIsEmpty() {
    MatrixProfile profile = new MatrixProfile();
    assertThat(DetectedState.of(profile).state()).isEqualTo(ValueState.EMPTY);
    profile.add(new CsrMatrix(2, 3, new int[3], new int[0], new float[0]), 0);
    assertThat(DetectedState.of(profile).state()).isEqualTo(ValueState.EMPTY);
    assertThat(profile.minimum()).isEmpty();
  }
}
