package org.polysome.corpus;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.genes.GeneAlignment;
import org.polysome.matrix.CsrMatrix;
import org.polysome.prepare.CommonLabels;
import org.polysome.prepare.ObsQuery;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.random.Seeds;
import org.polysome.tokenizer.CellBuffer;

/** Reads all inputs: once to count in how many cells a gene is seen, once for the cells. */
final class CellIntake {

  private static final long ORDER = Seeds.of("corpus order");
  private static final long FRACTION = Seeds.of("corpus fraction");

  private final CorpusRequest request;
  private final InputSet inputs;
  private final Progress progress;
  private final Optional<PhenoprintSelection> phenoprint;
  private final List<BitSet> chosen;
  private final List<BitSet> selected;
  private Optional<List<BitSet>> drawn = Optional.empty();

  CellIntake(CorpusRequest request, InputSet inputs, Progress progress) {
    this.request = request;
    this.inputs = inputs;
    this.progress = progress;
    this.phenoprint = request.cells().phenoprint().map(PhenoprintSelection::read);
    this.chosen = chosen();
    this.selected = chosen.stream().map(rows -> (BitSet) rows.clone()).toList();
    request.cells().minLabelCells().forEach(this::leaveOutRare);
  }

  /** The rows of each input that the query, the list and the phenoprint leave. */
  private List<BitSet> chosen() {
    List<BitSet> rows = inputs.inputs().stream().map(CellScan::all).toList();
    request
        .cells()
        .where()
        .map(ObsQuery::parse)
        .ifPresent(
            query ->
                both(rows, inputs.inputs().stream().map(one -> query.matches(one.obs())).toList()));
    request
        .cells()
        .selection()
        .ifPresent(file -> both(rows, CellSelection.read(file).rows(inputs, progress)));
    phenoprint.ifPresent(
        selection -> {
          both(rows, selection.rows(inputs));
          progress.say(selection.words());
        });
    return rows;
  }

  private static void both(List<BitSet> rows, List<BitSet> others) {
    IntStream.range(0, rows.size()).forEach(input -> rows.get(input).and(others.get(input)));
  }

  private void leaveOutRare(String name, int least) {
    List<Column> columns =
        inputs.inputs().stream().map(one -> one.column("‹min-label-cells›", name)).toList();
    CommonLabels labels = new CommonLabels(name, least);
    for (int input = 0; input < columns.size(); input++) {
      labels.count(columns.get(input), chosen.get(input));
    }
    for (int input = 0; input < columns.size(); input++) {
      selected.get(input).and(labels.common(columns.get(input), chosen.get(input)));
    }
    progress.say(labels.words());
  }

  /** Which perturbations are taken, and why, where only those that pass are. */
  Optional<PhenoprintSelection> phenoprint() {
    return phenoprint;
  }

  /** Says which cells of each input are drawn, instead of a fraction of all. */
  void draw(List<BitSet> rowsOfInputs) {
    drawn = Optional.of(List.copyOf(rowsOfInputs));
  }

  /** The names of the genes that are seen often enough, and vary enough, in cells that pass. */
  List<String> genesSeenOften(GeneChoice genes) {
    GeneSpread spread = new GeneSpread(genes.vocabulary().size());
    try (Task task = progress.start("Counting genes", "cells", inputs.cells())) {
      for (int i = 0; i < inputs.inputs().size(); i++) {
        GeneAlignment alignment = genes.alignments().get(i);
        scan(i)
            .run(
                0,
                task,
                (first, block, verdicts) -> {
                  CsrMatrix aligned = alignment.apply(block);
                  for (int row = 0; row < aligned.rows(); row++) {
                    if (verdicts.keeps(row)) {
                      spread.add(aligned, row);
                    }
                  }
                });
      }
    }
    return IntStream.range(0, genes.vocabulary().size())
        .filter(gene -> spread.cells(gene) >= request.genes().minCells())
        .filter(gene -> spread.dispersion(gene) >= request.genes().minDispersion())
        .mapToObj(genes.vocabulary()::name)
        .toList();
  }

  /**
   * Puts every cell that is kept into the spill, from where an earlier build came to.
   *
   * @param notes what is done now and then, with the input, the next row of it and the tallies
   * @return what became of each source's cells
   */
  List<SourceTally> spill(GeneChoice genes, Spill spill, Optional<SpillState> from, Notes notes) {
    List<SourceTally> tallies =
        from.map(state -> state.tallies().stream().map(SourceTally::of).toList())
            .orElseGet(
                () ->
                    IntStream.range(0, inputs.sources()).mapToObj(i -> new SourceTally()).toList());
    int firstInput = from.map(SpillState::input).orElse(0);
    try (Task task = progress.start("Reading cells", "cells", inputs.cells())) {
      for (int i = firstInput; i < inputs.inputs().size(); i++) {
        OpenInput input = inputs.inputs().get(i);
        int firstRow = i == firstInput ? from.map(SpillState::row).orElse(0) : 0;
        task.add(i == firstInput ? input.firstCell() + firstRow : 0);
        BlockIntake intake = new BlockIntake(input, drawn(i), tallies, spill);
        GeneAlignment alignment = genes.alignments().get(i);
        int number = i;
        scan(i)
            .run(
                firstRow,
                task,
                (first, block, verdicts) -> {
                  notes.take(number, first, tallies);
                  intake.take(first, alignment.apply(block), verdicts);
                });
      }
    }
    countLeftOut(tallies);
    return tallies;
  }

  /** Notes of how far the intake has come. */
  interface Notes {
    /** All rows of earlier inputs and the rows of this one before {@code row} are in the spill. */
    void take(int input, int row, List<SourceTally> tallies);
  }

  private void countLeftOut(List<SourceTally> tallies) {
    for (int i = 0; i < inputs.inputs().size(); i++) {
      OpenInput input = inputs.inputs().get(i);
      int[] sourceOf = input.sourceOfCells();
      for (int row = 0; row < input.cells(); row++) {
        SourceTally tally = tallies.get(input.firstSource() + sourceOf[row]);
        if (!chosen.get(i).get(row)) {
          tally.notSelected();
        } else if (!selected.get(i).get(row)) {
          tally.rareLabel();
        }
      }
    }
  }

  private Optional<BitSet> drawn(int input) {
    return drawn.map(inputs -> inputs.get(input));
  }

  /** Reads an input and filters its cells. */
  CellScan scan(int input) {
    return new CellScan(inputs.inputs().get(input), request.cells().filter(), selected.get(input));
  }

  /** Takes the aligned blocks of one input. */
  private final class BlockIntake {

    private final OpenInput input;
    private final int[] sourceOf;
    private final Optional<BitSet> drawn;
    private final List<SourceTally> tallies;
    private final Spill spill;
    private final CellBuffer cell = new CellBuffer();

    BlockIntake(OpenInput input, Optional<BitSet> drawn, List<SourceTally> tallies, Spill spill) {
      this.input = input;
      this.sourceOf = input.sourceOfCells();
      this.drawn = drawn;
      this.tallies = tallies;
      this.spill = spill;
    }

    void take(int first, CsrMatrix aligned, CellScan.Verdicts verdicts) {
      for (int row = 0; row < aligned.rows(); row++) {
        if (verdicts.keeps(row)) {
          take(first + row, aligned, row);
        } else if (verdicts.selected().get(row)) {
          tallies.get(source(first + row)).leftOut(verdicts.verdicts()[row]);
        }
      }
    }

    private void take(int row, CsrMatrix aligned, int rowOfBlock) {
      int source = source(row);
      SourceTally tally = tallies.get(source);
      cell.set(aligned, rowOfBlock, source);
      long content = cell.contentHash();
      if (cell.size() == 0) {
        tally.empty();
      } else if (!isDrawn(content, source, row)) {
        tally.notDrawn();
      } else {
        tally.kept(cell.total(), cell.size());
        spill.add(Seeds.of(request.seed(), ORDER, content, source, row), row, cell);
      }
    }

    private int source(int row) {
      return input.firstSource() + sourceOf[row];
    }

    private boolean isDrawn(long content, int source, int row) {
      return drawn.isPresent()
          ? drawn.get().get(row)
          : Seeds.uniform(Seeds.of(request.seed(), FRACTION, content, source, row), 0)
              < request.cells().fraction();
    }
  }
}
