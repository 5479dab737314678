package org.polysome.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.TokenBatches;
import org.polysome.TokenBatches.CellTokens;
import org.polysome.tensor.Engine;
import org.polysome.tensor.EngineException;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenBatch;

/** Checks the presence or absence of each trait that a component declares. */
public abstract class TraitsContract {

  /** Two float32 results of the same numbers in another order of summation are this close. */
  private static final double SAME = 1e-5;

  private static final long SEED = 20260101;
  private static final int[] LENGTHS = {12, 12, 12};
  private static final int[] ORDER = {0, 7, 3, 11, 1, 9, 2, 10, 5, 4, 8, 6};

  /** What the component under test declares. */
  protected abstract Traits traits();

  /**
   * The states of all tokens (cells, tokens, width), or the states of the cells (cells, 1, width)
   * where the traits say that there are no token states; nothing random.
   */
  protected abstract Tensor states(TokenBatch batch);

  /** The same in training, with what is random as {@link Engine#seed} says. */
  protected abstract Tensor trainedStates(TokenBatch batch);

  @Test
  void otherCellsOfTheBatch() {
    List<CellTokens> cells = TokenBatches.cells(SEED, LENGTHS);
    float[] together = run(TokenBatches.batch(cells));
    float[] alone = run(TokenBatches.batch(cells.subList(1, 2)));
    float[] second = java.util.Arrays.copyOfRange(together, alone.length, 2 * alone.length);
    assertThat(same(second, alone)).isEqualTo(traits().batchIndependent());
  }

  /** The shapes stay the same, so that equal seeds give equal dropout. */
  @Test
  void otherCellsOfTheBatchInTraining() {
    List<CellTokens> cells = TokenBatches.cells(SEED, LENGTHS);
    List<CellTokens> others = new ArrayList<>(TokenBatches.cells(SEED + 1, LENGTHS));
    others.set(0, cells.getFirst());
    float[] one = first(TokenBatches.batch(cells));
    float[] other = first(TokenBatches.batch(others));
    assertThat(same(one, other)).isEqualTo(traits().trainsAlone());
  }

  /** The states of the first cell in training. */
  private float[] first(TokenBatch batch) {
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      Engine.seed(SEED);
      return trainedStates(batch).select(0, 0).toFloats();
    }
  }

  @Test
  void paddingAtTheEnd() {
    if (!traits().fixedLength()) {
      List<CellTokens> cells = TokenBatches.cells(SEED, LENGTHS);
      TokenBatch plain = TokenBatches.batch(cells);
      TokenBatch padded = TokenBatches.batch(cells, 17);
      float[] found = withoutPadding(run(padded), padded, plain.tokens());
      assertThat(same(found, run(plain))).isEqualTo(traits().paddingInvariant());
    }
  }

  @Test
  void orderOfTheGenes() {
    CellTokens cell = TokenBatches.cell(SEED, ORDER.length);
    float[] plain = run(TokenBatches.batch(List.of(cell)));
    float[] found = run(TokenBatches.batch(List.of(cell.ordered(ORDER))));
    assertThat(same(found, traits().tokenStates() ? ordered(plain) : plain))
        .isEqualTo(traits().geneOrderFree());
  }

  private static float[] ordered(float[] states) {
    int width = states.length / ORDER.length;
    float[] ordered = new float[states.length];
    for (int i = 0; i < ORDER.length; i++) {
      System.arraycopy(states, ORDER[i] * width, ordered, i * width, width);
    }
    return ordered;
  }

  @Test
  void numberOfTokens() {
    boolean fixed;
    try {
      run(TokenBatches.batch(TokenBatches.cells(SEED, 12, 5)));
      run(TokenBatches.batch(TokenBatches.cells(SEED, 31)));
      fixed = false;
    } catch (EngineException refused) {
      fixed = true;
    }
    assertThat(fixed).isEqualTo(traits().fixedLength());
  }

  private float[] run(TokenBatch batch) {
    try (Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      return states(batch).toFloats();
    }
  }

  private float[] withoutPadding(float[] states, TokenBatch padded, int tokens) {
    if (!traits().tokenStates()) {
      return states;
    }
    int width = states.length / (padded.cells() * padded.tokens());
    float[] kept = new float[padded.cells() * tokens * width];
    for (int cell = 0; cell < padded.cells(); cell++) {
      System.arraycopy(
          states, cell * padded.tokens() * width, kept, cell * tokens * width, tokens * width);
    }
    return kept;
  }

  /** Whether two arrays agree to 1e-5 of the larger norm. */
  private static boolean same(float[] a, float[] b) {
    assertThat(a).hasSameSizeAs(b);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).isFinite();
      difference += (double) (a[i] - b[i]) * (a[i] - b[i]);
      norm += (double) a[i] * a[i];
    }
    assertThat(norm).isPositive();
    return Math.sqrt(difference) <= SAME * Math.sqrt(norm);
  }
}
