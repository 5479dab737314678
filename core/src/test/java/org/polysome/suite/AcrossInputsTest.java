package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AcrossInputsTest {

  @Test
  void meansSpreadsAndRanks() {
    List<ResultRow> made =
        new AcrossInputs(
                List.of(
                    row("a", "X_one", "nmi", 0.2),
                    row("a", "X_two", "nmi", 0.4),
                    row("b", "X_one", "nmi", 0.6),
                    row("b", "X_two", "nmi", 0.6),
                    row("a", "X_one", "mse", 1),
                    row("a", "X_two", "mse", 2)))
            .made();
    assertThat(made)
        .extracting(ResultRow::input, ResultRow::embedding, ResultRow::metric)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("all inputs", "X_one", "nmi"),
            org.assertj.core.groups.Tuple.tuple("all inputs", "X_two", "nmi"),
            org.assertj.core.groups.Tuple.tuple("all inputs", "X_one", "mean_rank"),
            org.assertj.core.groups.Tuple.tuple("all inputs", "X_two", "mean_rank"));
    assertThat(made.get(0).value()).hasValue(0.4);
    assertThat(made.get(0).sd().orElseThrow())
        .isCloseTo(Math.sqrt(0.08), org.assertj.core.api.Assertions.within(1e-12));
    // Ranks 2, 1.5 by nmi, and 1 by an error, of which the smaller is the better.
    assertThat(made.get(2).value()).hasValue(1.5);
    assertThat(made.get(3).value()).hasValue((1 + 1.5 + 2) / 3);
  }

  private static ResultRow row(String input, String embedding, String metric, double value) {
    return new ResultRow(
        input,
        embedding,
        metric,
        "some",
        "bio",
        OptionalDouble.of(value),
        OptionalDouble.empty(),
        Optional.empty(),
        "ok");
  }
}
