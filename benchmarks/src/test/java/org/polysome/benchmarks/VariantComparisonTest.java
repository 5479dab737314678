package org.polysome.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.polysome.fault.DataException;
import org.polysome.suite.ResultRow;

class VariantComparisonTest {

  @Test
  void variantsAreComparedWithTheFirstSeedBySeed() {
    List<ResultRow> rows = new ArrayList<>();
    // The last two are out of order, and are paired by their seed all the same.
    rows.add(row("hard-bins-1", 0.5));
    rows.add(row("hard-bins-2", 0.7));
    rows.add(row("soft-bins-2", 0.9));
    rows.add(row("soft-bins-1", 0.6));
    // Differences 0.1 and 0.2: mean 0.15, standard error 0.05, t of one degree of freedom 12.706.
    assertThat(new VariantComparison(rows).table())
        .isEqualTo(
            """
            | split | metric | variant | seeds | mean | against hard-bins | 95 % interval |
            |---|---|---|---|---|---|---|
            | stratified | knn_accuracy | hard-bins | 2 | 0.6000 |  |  |
            | stratified | knn_accuracy | soft-bins | 2 | 0.7500 | +0.1500 | -0.4853 to +0.7853 |
            """);
  }

  @Test
  void runsThatCannotBePairedAreRefused() {
    assertThatThrownBy(
            () -> new VariantComparison(List.of(row("a-1", 0.5), row("b-2", 0.5))).table())
        .isInstanceOf(DataException.class)
        .hasMessage("b has seeds [2], but the first variant has [1]");
    assertThatThrownBy(() -> new VariantComparison(List.of(row("run", 0.5))).table())
        .hasMessage("run is not called VARIANT-SEED");
  }

  private static ResultRow row(String embedding, double value) {
    return new ResultRow(
        "cells.h5ad",
        embedding,
        "knn_accuracy",
        "flavor",
        "stratified",
        OptionalDouble.of(value),
        OptionalDouble.empty(),
        Optional.empty(),
        ResultRow.OK);
  }
}
