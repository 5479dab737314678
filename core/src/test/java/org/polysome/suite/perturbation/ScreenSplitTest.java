package org.polysome.suite.perturbation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.perturbation.PerturbedCells;

class ScreenSplitTest {

  private static final int CONTROL = 2;
  private static final int KINDS = 11;
  private static final int BATCHES = 10;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 42})
  void batchesAreOnOneSideAndUnseenPerturbationsAreNotLearnt(long seed) {
    PerturbedCells cells = cells();
    ScreenSplit split = ScreenSplit.of(cells, design(cells, "p"), seed);
    int[] train = distinct(cells.batches(), split.train());
    assertThat(train).hasSize(7);
    assertThat(train).doesNotContain(distinct(cells.batches(), split.known()));
    assertThat(distinct(cells.batches(), split.unseen()))
        .containsExactly(distinct(cells.batches(), split.known()));
    int[] learnt = distinct(cells.perturbations(), split.train());
    assertThat(learnt).hasSize(8).contains(CONTROL);
    assertThat(distinct(cells.perturbations(), split.known())).containsExactly(learnt);
    int[] unseen = distinct(cells.perturbations(), split.unseen());
    assertThat(unseen).hasSize(4).contains(CONTROL);
    assertThat(IntStream.of(unseen).filter(code -> code != CONTROL).toArray())
        .doesNotContain(learnt);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 7})
  void whatIsDrawnFollowsFromNamesAndSeed(long seed) {
    PerturbedCells cells = cells();
    ScreenSplit split = ScreenSplit.of(cells, design(cells, "p"), seed);
    assertThat(ScreenSplit.of(cells, design(cells, "p"), seed).train()).isEqualTo(split.train());
    assertThat(ScreenSplit.of(cells, design(cells, "p"), seed + 1).train())
        .isNotEqualTo(split.train());
    assertThat(ScreenSplit.of(cells, design(cells, "q"), seed).train()).isNotEqualTo(split.train());
  }

  private static int[] distinct(int[] codes, int[] cells) {
    return Arrays.stream(cells).map(cell -> codes[cell]).distinct().sorted().toArray();
  }

  private static Design design(PerturbedCells cells, String prefix) {
    return new Design(
        IntStream.range(0, cells.batches().length).toArray(),
        names(prefix, KINDS),
        CONTROL,
        cells.batches(),
        names(prefix + "batch", BATCHES));
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private static PerturbedCells cells() {
    int size = KINDS * BATCHES;
    return new PerturbedCells(
        DenseMatrix.zeros(size, 1),
        IntStream.range(0, size).map(i -> i % KINDS).toArray(),
        IntStream.range(0, size).map(i -> i / KINDS).toArray(),
        CONTROL);
  }
}
