package org.polysome.benchmarks.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class PlantedTest {

  @Test
  void killsEveryMutantOfOneMethodAndNoneOfTheOther() {
    assertThat(Planted.checked(2, 3)).isEqualTo(5);
    assertThatCode(() -> Planted.unchecked(2, 3)).doesNotThrowAnyException();
  }
}
