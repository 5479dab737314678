package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.fault.Cancellation;
import org.polysome.fault.CancelledException;
import org.polysome.graph.spectral.RowStream;
import org.polysome.prepare.VariableGenes;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.GeneSelection;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.tokenizer.TokenizerSpec;

/** Cells of two corpora, of which the second does not know every gene, as a fitted model reads. */
class CorpusCellsTest {

  private static final int[] ROWS = {2, 7, 21, 23, 31};

  @TempDir static Path shared;
  private static Corpora corpora;

  @BeforeAll
  static void open() throws IOException {
    Path first = TinyCorpus.write(Files.createDirectory(shared.resolve("a")), 20, 50, 1);
    Path second = TinyCorpus.write(Files.createDirectory(shared.resolve("b")), 15, 40, 2);
    corpora = Corpora.open(List.of(first, second));
  }

  @AfterAll
  static void close() {
    corpora.close();
  }

  private static BitSet selected() {
    BitSet selected = new BitSet();
    selected.set(5, 45);
    return selected;
  }

  private static CorpusCells cells(Progress progress) {
    TokenizerSpec spec =
        Config.bind(
            YamlReader.read("genes: {type: highly-variable, count: 40}", "test"),
            TokenizerSpec.class);
    Tokenizer tokenizer =
        new Tokenizer(spec, corpora.measured(), Fitted.of(Optional.of(selected())))
            .withWholeCells(true);
    return new CorpusCells(corpora, ROWS, tokenizer, progress);
  }

  @Test
  void rowsAreTheNormalisedValuesOfTheGenesThatAreKnown() {
    RowStream values = cells(Progress.silent()).values();
    assertThat(values.rows()).isEqualTo(ROWS.length);
    assertThat(values.columns()).isEqualTo(corpora.vocabulary().size());
    int[] next = {1};
    values.read(
        1,
        4,
        (group, genes, numbers, size) -> {
          Cell cell = corpora.cell(ROWS[next[0]++]);
          assertThat(group).isEqualTo(cell.source());
          double total = 0;
          for (float count : cell.counts()) {
            total += count;
          }
          List<Integer> shown = new ArrayList<>();
          for (int i = 0; i < cell.size(); i++) {
            if (selected().get(cell.genes()[i])) {
              assertThat(numbers[shown.size()])
                  .isCloseTo((float) Math.log1p(1e4 * cell.counts()[i] / total), within(1e-5f));
              shown.add(cell.genes()[i]);
            }
          }
          assertThat(Arrays.stream(genes, 0, size).boxed()).isEqualTo(shown);
          assertThat(size).isPositive();
        });
    assertThat(next[0]).isEqualTo(4);
  }

  @Test
  void whatASourceDidNotMeasureIsNotKnown() {
    List<BitSet> known = cells(Progress.silent()).values().known();
    assertThat(known).hasSize(2);
    assertThat(known.get(0)).isEqualTo(selected());
    BitSet both = corpora.measured().row(1).get(0, corpora.vocabulary().size());
    both.and(selected());
    assertThat(known.get(1)).isEqualTo(both).isNotEqualTo(selected());
  }

  @Test
  void variableGenesAreAmongThoseThatTheModelReads() {
    var how = new GeneSelection.HighlyVariable(6, true);
    int[] chosen = cells(Progress.silent()).variableGenes(how);
    assertThat(chosen)
        .hasSize(6)
        .isSorted()
        .containsExactly(SelectedGenes.variable(corpora, ROWS, how, selected()));
    assertThat(Arrays.stream(chosen).allMatch(selected()::get)).isTrue();
  }

  /** Counts of a cell are scaled to ten thousand; Cell Ranger's rule reads their logarithms. */
  @Test
  void genesVaryByTheScaledCountsOfTheCellsThatAreAsked() {
    for (GeneSelection.Flavor flavor : GeneSelection.Flavor.values()) {
      var how = new GeneSelection.HighlyVariable(9, true, flavor);
      VariableGenes byHand = new VariableGenes(corpora.vocabulary().size());
      long[] cells = new long[2];
      for (int row : ROWS) {
        Cell cell = corpora.cell(row);
        double total = 0;
        for (float count : cell.counts()) {
          total += count;
        }
        for (int i = 0; i < cell.size(); i++) {
          double scaled = 1e4 * cell.counts()[i] / total;
          byHand.add(
              cell.genes()[i],
              flavor == GeneSelection.Flavor.CELL_RANGER ? Math.log1p(scaled) : scaled);
        }
        cells[cell.source()]++;
      }
      byHand.measured(corpora.measured().row(0), cells[0]);
      byHand.measured(corpora.measured().row(1), cells[1]);
      BitSet all = new BitSet();
      all.set(0, corpora.vocabulary().size());
      assertThat(SelectedGenes.variable(corpora, ROWS, how, all))
          .containsExactly(
              flavor == GeneSelection.Flavor.CELL_RANGER
                  ? byHand.selectByCellRanger(9)
                  : byHand.select(9));
    }
  }

  @Test
  void aWishToStopIsHeard() {
    Cancellation stop = new Cancellation();
    RowStream values = cells(Progress.silent(stop)).values();
    values.read(0, 1, (group, genes, numbers, size) -> stop.request());
    assertThatThrownBy(() -> values.read(1, 2, (group, genes, numbers, size) -> {}))
        .isInstanceOf(CancelledException.class);
  }
}
