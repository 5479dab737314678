package org.polysome.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixThreadsTest {

  @Test
  void aProductInsideTheEngineHasOneThread() {
    assertThat(of(Map.of()).nested()).isEqualTo(1);
    assertThat(of(Map.of("OPENBLAS_THREAD_TIMEOUT", "4")).nested()).isEqualTo(1);
  }

  @Test
  void aProductAloneHasTheEnginesThreadsWhereWaitingOnesSleep() {
    assertThat(of(Map.of("OPENBLAS_THREAD_TIMEOUT", "4")).alone(8)).isEqualTo(8);
    assertThat(of(Map.of()).alone(8)).isEqualTo(1);
  }

  @Test
  void whatTheUserSetsIsKept() {
    MatrixThreads three = of(Map.of("OPENBLAS_NUM_THREADS", " 3 "));
    assertThat(three.alone(8)).isEqualTo(3);
    assertThat(three.nested()).isEqualTo(3);
    MatrixThreads one = of(Map.of("OPENBLAS_NUM_THREADS", "1", "OPENBLAS_THREAD_TIMEOUT", "4"));
    assertThat(one.alone(8)).isEqualTo(1);
    assertThat(one.nested()).isEqualTo(1);
  }

  @Test
  void onlyMoreThanOneIsWarnedOf() {
    assertThat(of(Map.of("OPENBLAS_NUM_THREADS", "2")).warning())
        .hasValueSatisfying(text -> assertThat(text).contains("OPENBLAS_NUM_THREADS=2 is kept"));
    assertThat(of(Map.of("OPENBLAS_NUM_THREADS", "1")).warning()).isEmpty();
    assertThat(of(Map.of("OPENBLAS_THREAD_TIMEOUT", "4")).warning()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-2", "many", "2.5"})
  void whatIsNoNumberOfThreadsCountsAsAbsent(String text) {
    assertThat(of(Map.of("OPENBLAS_NUM_THREADS", text))).isEqualTo(of(Map.of()));
  }

  private static MatrixThreads of(Map<String, String> environment) {
    return MatrixThreads.of(environment);
  }
}
