package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.polysome.decoder.WholeCell;
import org.polysome.fault.UsageException;
import org.polysome.nn.Activation;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

class WcedTest {

  private static Wced wced(GeneSet... sets) {
    return new Wced(List.of(sets), 1, 1.5, new WholeCell(Activation.GELU, 1e-5), 1);
  }

  @Nested
  class InputAndTheRest extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return wced(GeneSet.INPUT, GeneSet.NON_INPUT);
    }
  }

  @Nested
  class AllGenes extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return wced(GeneSet.ALL);
    }

    /** The squared errors are over genes that were seen. */
    @Override
    void predictions(
        Objective objective, MadeUpStates states, ValueHead.Unit unit, double[] numbers) {
      assertThat(unit).isEqualTo(ValueHead.Unit.VALUE);
      TokenBatch.WholeCells whole = states.batch().whole().orElseThrow();
      double sum = 0;
      for (int cell = 0; cell < 6; cell++) {
        for (int i = whole.indptr()[cell]; i < whole.indptr()[cell + 1]; i++) {
          double error = numbers[cell * GENES + whole.genes()[i]] - whole.values()[i];
          sum += error * error;
        }
      }
      assertThat(sums(objective, states)[0]).isCloseTo(sum, within(1e-4 * sum));
      assertThat(objective.counts(states.batch()))
          .containsExactly(whole.genes().length, 6L * GENES);
    }
  }

  @Nested
  class WeightsMakeOneWhole extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return new Wced(
          List.of(GeneSet.ALL), List.of(), 1, 1.5, true, new WholeCell(Activation.GELU, 1e-5), 1);
    }

    @Test
    void whichIsSharedByTheSetsThatAreTrainedOn() {
      Wced both =
          new Wced(
              List.of(GeneSet.INPUT, GeneSet.NON_INPUT),
              List.of(),
              1,
              3,
              true,
              new WholeCell(Activation.GELU, 1e-5),
              2);
      assertThat(both.factor()).isEqualTo(2.0 / (2 * (1 + 3)));
      assertThat(objective().terms())
          .containsExactly(
              new Term("wced.all.mse", 1 / 2.5), new Term("wced.all.is-zero", 1.5 * (1 / 2.5)));
    }
  }

  /** Of the scores of three genes: what is surely zero, what may be, and what is not. */
  @Test
  void whatIsSaidToBeZeroIsZero() {
    try (Scope scope = new Scope()) {
      Tensor scores = Tensors.of(new float[] {3, 1, 4, -1, 5, 0}, 1, 3, 2);
      assertThat(WcedObjective.values(scores).toFloats()).containsExactly(0, 4, 5);
    }
  }

  /** Hidden values and whole cells of the same batch, counted one by one. */
  @Nested
  class Counts extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return wced(GeneSet.INPUT, GeneSet.NON_INPUT);
    }

    @Test
    void areOfSeenAndOfMeasuredGenesInAndOutOfTheInput() {
      TokenBatch batch = states().batch();
      TokenBatch hidden = hiding(batch);
      long[] expected = new long[4];
      TokenBatch.WholeCells whole = batch.whole().orElseThrow();
      for (int cell = 0; cell < 6; cell++) {
        BitSet seen = new BitSet();
        for (int i = whole.indptr()[cell]; i < whole.indptr()[cell + 1]; i++) {
          seen.set(whole.genes()[i]);
        }
        BitSet input = new BitSet();
        for (int token = 0; token < batch.tokens(); token++) {
          input.set(batch.genes()[cell * batch.tokens() + token]);
        }
        for (int gene = 0; gene < GENES; gene++) {
          int set = input.get(gene) ? 0 : 2;
          expected[set] += seen.get(gene) ? 1 : 0;
          expected[set + 1]++;
        }
      }
      Objective objective = objective();
      assertThat(objective.counts(batch)).containsExactly(expected);
      assertThat(objective.counts(hidden)).containsExactly(expected);
    }
  }

  /** The same batch with every second gene token hidden. */
  private static TokenBatch hiding(TokenBatch batch) {
    byte[] kinds = batch.kinds().clone();
    int[] places =
        IntStream.range(0, kinds.length)
            .filter(i -> i % 2 == 0)
            .filter(i -> batch.genes()[i] < ObjectiveContract.GENES)
            .toArray();
    float[] values = new float[places.length];
    int[] genes = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      kinds[places[i]] = TokenKind.MASK.code();
      values[i] = batch.values()[places[i]];
      genes[i] = batch.genes()[places[i]];
    }
    return new TokenBatch(
        batch.cells(),
        batch.tokens(),
        batch.genes(),
        batch.values(),
        batch.counts(),
        kinds,
        batch.lengths(),
        batch.sources(),
        batch.fields(),
        Optional.of(new TokenBatch.Masked(places, genes, values, values)),
        batch.maskedGenes(),
        batch.whole(),
        batch.labels());
  }

  @Test
  void refusesNoGenesAndGenesTwice() {
    assertThatThrownBy(() -> wced()).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> wced(GeneSet.ALL, GeneSet.ALL))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("at most once");
  }
}
