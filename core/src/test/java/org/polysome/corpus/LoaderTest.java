package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polysome.fault.DataException;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.Draw;
import org.polysome.tokenizer.GeneSelection;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Normalisation;
import org.polysome.tokenizer.Sampling;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.tokenizer.TokenizerSpec;

class LoaderTest {

  private static final int CELLS = 200;
  private static final Tokenizer TOKENIZER =
      new Tokenizer(
          new TokenizerSpec(
              new GeneSelection.NonZero(),
              20,
              Sampling.UNIFORM,
              true,
              new Normalisation.LibrarySize(1e4, true)),
          MeasuredGenes.everything(1, 100),
          Optional.empty());
  private static final List<Target> TARGETS =
      List.of(new Target.MaskedValues(0.5), new Target.Label("type"));

  @Test
  void stepsAreTheSameForAnyNumberOfThreads() {
    List<String> alone = load(LoaderSettings.steps(0, 30, 1));
    assertThat(load(LoaderSettings.steps(0, 30, 4))).isEqualTo(alone);
    assertThat(load(LoaderSettings.steps(17, 30, 2))).isEqualTo(alone.subList(17, 30));
  }

  @Test
  void ranksAndPiecesShareTheBatch() {
    LoadedStep whole = first(LoaderSettings.steps(4, 5, 1));
    LoadedStep pieces = first(LoaderSettings.steps(4, 5, 1).withPieces(3));
    assertThat(pieces.batches()).hasSize(3);
    assertThat(pieces.rows()).containsExactly(whole.rows());
    LoadedStep one = first(LoaderSettings.steps(4, 5, 1).withRank(0, 2));
    LoadedStep two = first(LoaderSettings.steps(4, 5, 1).withRank(1, 2));
    assertThat(IntStream.concat(Arrays.stream(one.rows()), Arrays.stream(two.rows())).toArray())
        .containsExactly(whole.rows());
    assertThat(whole.batches().getFirst().labels().get("type"))
        .containsExactly(Arrays.stream(whole.rows()).map(row -> row % 3).toArray());
  }

  @Test
  void aFaultOfAThreadIsThrownInOrderAndEndsTheLoader() {
    CellStore broken = new Cells(5 * 16);
    try (Loader loader = new Loader(source(broken), TOKENIZER, LoaderSettings.steps(0, 100, 3))) {
      assertThatThrownBy(() -> loader.forEachRemaining(step -> {}))
          .isInstanceOf(DataException.class)
          .hasMessage("the disk is gone");
      assertThat(loader.hasNext()).isFalse();
    }
  }

  @Test
  void closingEarlyLeavesNoThreadReading() {
    Cells cells = new Cells(Integer.MAX_VALUE);
    Loader loader =
        new Loader(source(cells), TOKENIZER, LoaderSettings.steps(0, LoaderSettings.ENDLESS, 3));
    loader.next();
    loader.close();
    int reads = cells.reads.get();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("the loader-") && thread.isAlive());
    assertThat(cells.reads.get()).isEqualTo(reads);
    assertThat(loader.hasNext()).isFalse();
  }

  private static List<String> load(LoaderSettings settings) {
    List<String> steps = new ArrayList<>();
    try (Loader loader = new Loader(source(new Cells(Integer.MAX_VALUE)), TOKENIZER, settings)) {
      loader.forEachRemaining(step -> steps.add(text(step)));
    }
    return steps;
  }

  private static LoadedStep first(LoaderSettings settings) {
    try (Loader loader = new Loader(source(new Cells(Integer.MAX_VALUE)), TOKENIZER, settings)) {
      return loader.next();
    }
  }

  private static String text(LoadedStep step) {
    TokenBatch batch = step.batches().getFirst();
    return step.step()
        + Arrays.toString(step.rows())
        + Arrays.toString(batch.genes())
        + Arrays.toString(batch.values())
        + Arrays.toString(batch.masked().orElseThrow().positions());
  }

  private static Loader.Source source(CellStore store) {
    int[] rows = IntStream.range(0, CELLS).toArray();
    ShuffledPlan plan = new ShuffledPlan(rows, row -> row % 20, ShuffledPlan.Cut.of(16), 1);
    return new Loader.Source(store, plan, TARGETS, epoch -> Draw.training(1, epoch));
  }

  /** Cells made up from their row, until so many were read. */
  private static final class Cells implements CellStore {

    final AtomicInteger reads = new AtomicInteger();
    private final int readable;

    Cells(int readable) {
      this.readable = readable;
    }

    @Override
    public void read(int row, CellBuffer buffer) {
      if (reads.incrementAndGet() > readable) {
        throw new DataException("the disk is gone");
      }
      int[] genes = IntStream.range(0, 5 + row % 40).map(i -> 2 * i).toArray();
      float[] counts = new float[genes.length];
      IntStream.range(0, genes.length).forEach(i -> counts[i] = 1 + (row + i) % 7);
      buffer.set(new Cell(genes, counts, 0));
    }

    @Override
    public int[] labels(String column, int[] rows) {
      return Arrays.stream(rows).map(row -> row % 3).toArray();
    }
  }
}
