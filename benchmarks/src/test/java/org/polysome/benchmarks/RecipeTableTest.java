package org.polysome.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.polysome.fault.UsageException;
import org.polysome.suite.ResultRow;

class RecipeTableTest {

  private static final TrainedRecipe RUN =
      new TrainedRecipe(
          "scgpt",
          12_345,
          2_000_000,
          300,
          OptionalDouble.of(412.4),
          List.of(3.0, 1.5),
          OptionalDouble.of(1.6));

  private static ResultRow row(String embedding, double value) {
    return new ResultRow(
        "cells.h5ad",
        embedding,
        "knn_accuracy",
        "exact",
        "by-batch",
        OptionalDouble.of(value),
        OptionalDouble.empty(),
        Optional.empty(),
        ResultRow.OK);
  }

  @Test
  void runsStandAboveBaselines() {
    List<ResultRow> rows =
        List.of(row("scgpt", 0.5), row("scgpt/random_weights", 0.25), row("baseline/pca", 0.75));
    assertThat(new RecipeTable(rows, List.of(RUN)).text())
        .startsWith("| recipe | parameters | GFLOP a cell | steps | cells/s | training loss |")
        .contains(
            "| scgpt | 12,345 | 0.0020 | 300 | 412 | 3.000 to 1.500 | 1.600 | 0.500 | 0.250 |\n")
        .endsWith("| baseline/pca |  |  |  |  |  |  | 0.750 |  |\n");
  }

  @Test
  void aRunThatWasNotJudgedHasNoScore() {
    assertThat(new RecipeTable(List.of(row("baseline/pca", 1)), List.of(RUN)).text())
        .contains("| 1.600 | - | - |\n");
  }

  @Test
  void noRunIsRefused() {
    assertThatThrownBy(() -> new RecipeTable(List.of(), List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("usage: recipe-table");
  }
}
