package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.polysome.nn.Activation;
import org.polysome.tokenizer.Hiding;
import org.polysome.tokenizer.MaskQuota;
import org.polysome.tokenizer.TokenBatch;

class MaskedGenesTest {

  private static MaskedGenes masked(boolean tied, double smoothing) {
    return new MaskedGenes(
        List.of(0.3, 0.5),
        new Hiding(0.8, 0.1),
        MaskQuota.ROUNDED,
        Activation.GELU,
        1e-12,
        tied,
        smoothing,
        1);
  }

  @Nested
  class Tied extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(true, 0);
    }

    @Test
    void theSumIsTheCrossEntropyOverMeasuredGenes() {
      var objective = (MaskedGeneObjective) objective();
      agrees(objective, states(), 0, 0);
      agrees(objective, statesOfFewGenes(), UNMEASURED, 0);
    }

    @Test
    void aBatchOfWhichNothingIsHiddenAddsNothing() {
      MadeUpStates states = states();
      TokenBatch batch = states.batch();
      var none = new TokenBatch.Masked(new int[0], new int[0], new float[0], new float[0]);
      var plain =
          new MadeUpStates(
              new TokenBatch(
                  batch.cells(),
                  batch.tokens(),
                  batch.genes(),
                  batch.values(),
                  batch.counts(),
                  batch.kinds(),
                  batch.lengths(),
                  batch.sources(),
                  batch.fields(),
                  batch.masked(),
                  Optional.of(none),
                  batch.whole(),
                  batch.labels()),
              states.tokens(),
              states.cells());
      Objective objective = objective();
      assertThat(sums(objective, plain)[0]).isZero();
      assertThat(objective.counts(plain.batch())).containsExactly(0);
    }
  }

  @Nested
  class OwnVectors extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return masked(false, 0.1);
    }

    @Test
    void theSumIsTheSmoothedCrossEntropyOverMeasuredGenes() {
      var objective = (MaskedGeneObjective) objective();
      agrees(objective, states(), 0, 0.1);
      agrees(objective, statesOfFewGenes(), UNMEASURED, 0.1);
    }
  }

  /** In plain double, over the genes from the first measured one. */
  private static void agrees(
      MaskedGeneObjective objective, MadeUpStates states, int first, double smoothing) {
    double[] scores = objective.scores(states.pass()).toDoubles();
    int[] truth = states.batch().maskedGenes().orElseThrow().genes();
    int genes = ObjectiveContract.GENES;
    double expected = 0;
    for (int row = 0; row < truth.length; row++) {
      double sum = 0;
      double mean = 0;
      for (int gene = first; gene < genes; gene++) {
        sum += Math.exp(scores[row * genes + gene]);
        mean += scores[row * genes + gene] / (genes - first);
      }
      double right = scores[row * genes + truth[row]];
      expected += Math.log(sum) - (1 - smoothing) * right - smoothing * mean;
    }
    assertThat(ObjectiveContract.sums(objective, states)[0])
        .isCloseTo(expected, within(1e-4 * expected));
    assertThat(objective.counts(states.batch())).containsExactly(truth.length);
  }
}
