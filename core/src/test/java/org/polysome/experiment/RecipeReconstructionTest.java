package org.polysome.experiment;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One shipped recipe of each kind of decoder, and of each kind that predicts no expression. */
@Tag("slow")
class RecipeReconstructionTest extends RecipeReconstruction {

  @ParameterizedTest
  @MethodSource("kinds")
  void isRightForAnyBatchSizeAndThreads(Case one) {
    check(one);
  }
}
