package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LongTailWeightsTest {

  private static final float[] COUNTS = {4, 2, 9, 2};

  private static CellBuffer cell(int gene) {
    CellBuffer buffer = new CellBuffer();
    buffer.set(new Cell(new int[] {gene, 101, 102, 103}, COUNTS, 0));
    return buffer;
  }

  private static double[] weights(Sampling.LongTail spec, Draw draw, int gene) {
    CellBuffer cell = cell(gene);
    Sequence sequence = new Sequence();
    for (int i = 0; i < COUNTS.length; i++) {
      sequence.add(i, COUNTS[i]);
    }
    LongTailWeights weights = new LongTailWeights(spec);
    weights.begin(cell, draw, sequence);
    double[] all = new double[COUNTS.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = weights.of(i);
    }
    return all;
  }

  private static Sampling.LongTail spec(Sampling.Weight weight, double share, int least) {
    return new Sampling.LongTail(weight, share, When.ALWAYS, least);
  }

  @ParameterizedTest
  @EnumSource(Sampling.Weight.class)
  void theyRiseWithTheLogarithmOfTheCount(Sampling.Weight weight) {
    double[] found = weights(spec(weight, 1, 4), Draw.embedding(3), 7);
    double offset = weight == Sampling.Weight.VALUE_MINUS_MIN ? 1e-5 - Math.log(3) : 0;
    for (int i = 0; i < COUNTS.length; i++) {
      assertThat(found[i]).isCloseTo(Math.log(1 + COUNTS[i]) + offset, within(1e-12));
    }
  }

  @Test
  void cellsOfFewerGenesAreSampledUniformly() {
    assertThat(weights(spec(Sampling.Weight.VALUE, 1, 5), Draw.embedding(3), 7)).containsOnly(1);
  }

  @Test
  void inEmbeddingItIsAllCellsOrNone() {
    var trained = new Sampling.LongTail(Sampling.Weight.VALUE, 1, When.TRAIN, 0);
    assertThat(weights(trained, Draw.embedding(3), 7)).containsOnly(1);
    var always = new Sampling.LongTail(Sampling.Weight.VALUE, 0, When.ALWAYS, 0);
    assertThat(weights(always, Draw.embedding(3), 7)).doesNotContain(1);
  }

  @Test
  void inTrainingACoinDecidesForEachCell() {
    assertThat(weights(spec(Sampling.Weight.VALUE, 0, 0), Draw.training(3, 0), 7)).containsOnly(1);
    long chosen =
        LongStream.range(0, 100)
            .filter(
                gene ->
                    weights(spec(Sampling.Weight.VALUE, 0.3, 0), Draw.training(3, 0), (int) gene)[0]
                        != 1)
            .count();
    assertThat(chosen).isBetween(15L, 45L);
  }
}
