package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.tensor.Tensors;

/**
 * scBERT's preprocessing: values, classes, which tokens may be masked and how many are. Ours
 * chooses by random numbers of its own and puts the cls token first, so {@code out.selected},
 * {@code out.masked_input} and {@code out.labels} are compared by their numbers for each cell.
 */
public final class ScBertPrepGolden implements GoldenCheck {

  private static final double RATIO = 0.15;
  private static final int CAP = 5;

  @Override
  public void check(GoldenCase golden) {
    checkQuotas(golden);
    int genes = golden.size("genes");
    String yaml = "{genes: all, length: %d, normalisation: {type: log2, cap: %s}}";
    List<Cell> cells = GoldenRows.cells(golden, "in.counts");
    Tokenizer uncapped =
        GoldenRows.tokenizer(genes, Fitted.NOTHING, yaml.formatted(genes + 1, "null"));
    Tokenizer capped = GoldenRows.tokenizer(genes, Fitted.NOTHING, yaml.formatted(genes + 1, CAP));
    checkValues(golden, uncapped.tokenize(cells, Draw.embedding(0), List.of()));
    checkClasses(golden, capped.tokenize(cells, Draw.embedding(0), List.of()));
    Target target =
        new Target.MaskedValues(
            List.of(RATIO), Optional.of(0.0), new Hiding(0.9, 0), MaskQuota.CEILING_IN_FLOAT32, 1);
    checkMasks(golden, capped.tokenize(cells, Draw.training(1, 0), List.of(target)));
  }

  private static void checkQuotas(GoldenCase golden) {
    double[] quotas = golden.tensor("out.quota_by_candidates").toDoubles();
    for (int candidates = 0; candidates < quotas.length; candidates++) {
      assertThat(MaskQuota.CEILING_IN_FLOAT32.of(RATIO, candidates, quotas.length))
          .as("%d candidates", candidates)
          .isEqualTo((int) quotas[candidates]);
    }
  }

  private static void checkValues(GoldenCase golden, TokenBatch batch) {
    int genes = golden.size("genes");
    float[] values = new float[batch.cells() * genes];
    for (int cell = 0; cell < batch.cells(); cell++) {
      System.arraycopy(batch.values(), cell * (genes + 1) + 1, values, cell * genes, genes);
    }
    golden.check(
        Tensors.of(values, batch.cells(), genes),
        "out.log2",
        Tolerance.absolute(1e-6).andRelative(1e-6));
  }

  /** The cls token is the last of the reference and the first of ours. */
  private static void checkClasses(GoldenCase golden, TokenBatch batch) {
    for (int cell = 0; cell < batch.cells(); cell++) {
      double[] ids = GoldenRows.row(golden, "out.ids", cell);
      for (int gene = 0; gene < ids.length - 1; gene++) {
        assertThat((int) batch.values()[cell * batch.tokens() + 1 + gene])
            .isEqualTo((int) ids[gene]);
      }
    }
  }

  private static void checkMasks(GoldenCase golden, TokenBatch batch) {
    TokenBatch.Masked masked = batch.masked().orElseThrow();
    for (int cell = 0; cell < batch.cells(); cell++) {
      double[] ids = GoldenRows.row(golden, "out.ids", cell);
      double[] selected = GoldenRows.row(golden, "out.selected", cell);
      int from = cell * batch.tokens();
      int found = 0;
      for (int position : masked.positions()) {
        if (position >= from && position < from + batch.tokens()) {
          found++;
          assertThat(ids[position - from - 1]).as("masked classes are not zero").isPositive();
        }
      }
      assertThat(found).as("cell %d", cell).isEqualTo((int) Arrays.stream(selected).sum());
    }
  }
}
