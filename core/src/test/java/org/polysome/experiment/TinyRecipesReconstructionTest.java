package org.polysome.experiment;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped recipe that trains in minutes. */
@Tag("long")
class TinyRecipesReconstructionTest extends RecipeReconstruction {

  @ParameterizedTest
  @MethodSource("cases")
  void isRightForAnyBatchSizeAndThreads(Case one) {
    check(one);
  }
}
