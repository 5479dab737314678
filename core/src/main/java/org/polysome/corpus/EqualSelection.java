package org.polysome.corpus;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.genes.GeneAlignment;
import org.polysome.matrix.CsrMatrix;
import org.polysome.prepare.EqualQuotas;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.random.Seeds;
import org.polysome.tokenizer.CellBuffer;

/**
 * Draws cells so that groups of {@code obs} are as equal as their sizes allow (BMFM-RNA, section
 * 2.2.2). Only cells that pass the filter and have counts in the vocabulary are in a group; which
 * of them are drawn follows from their content and the seed.
 */
final class EqualSelection {

  private static final long PURPOSE = Seeds.of("corpus equal selection");

  private final CorpusRequest request;
  private final InputSet inputs;
  private final CellIntake intake;
  private final Map<List<String>, List<Candidate>> groups = new LinkedHashMap<>();

  /** A cell that may be drawn, with the random number that decides. */
  private record Candidate(int input, int row, long key) {}

  EqualSelection(CorpusRequest request, InputSet inputs, CellIntake intake) {
    this.request = request;
    this.inputs = inputs;
    this.intake = intake;
  }

  /**
   * The rows that are drawn of each input.
   *
   * @throws org.polysome.fault.UsageException if an input has no such column
   * @throws org.polysome.fault.DataException if the fraction asks for no cell
   */
  List<BitSet> rows(GeneChoice genes, Progress progress) {
    try (Task task = progress.start("Counting groups", "cells", inputs.cells())) {
      for (int i = 0; i < inputs.inputs().size(); i++) {
        group(i, genes.alignments().get(i), task);
      }
    }
    List<List<Candidate>> members = List.copyOf(groups.values());
    int[] sizes = members.stream().mapToInt(List::size).toArray();
    int[] quotas = EqualQuotas.of(sizes, request.cells().fraction());
    progress.say(
        "%d groups, of each %d to %d cells"
            .formatted(
                sizes.length,
                IntStream.of(quotas).min().orElse(0),
                IntStream.of(quotas).max().orElse(0)));
    List<BitSet> rows = inputs.inputs().stream().map(input -> new BitSet()).toList();
    for (int group = 0; group < quotas.length; group++) {
      members.get(group).stream()
          .sorted(
              Comparator.comparingLong(Candidate::key)
                  .thenComparingInt(Candidate::input)
                  .thenComparingInt(Candidate::row))
          .limit(quotas[group])
          .forEach(cell -> rows.get(cell.input()).set(cell.row()));
    }
    return rows;
  }

  private void group(int number, GeneAlignment alignment, Task task) {
    OpenInput input = inputs.inputs().get(number);
    List<Column> columns =
        request.cells().equalBy().stream().map(name -> input.column("‹equal-by›", name)).toList();
    int[] sourceOf = input.sourceOfCells();
    CellBuffer cell = new CellBuffer();
    intake
        .scan(number)
        .run(
            0,
            task,
            (first, block, verdicts) -> {
              CsrMatrix aligned = alignment.apply(block);
              for (int row = 0; row < aligned.rows(); row++) {
                int source = input.firstSource() + sourceOf[first + row];
                cell.set(aligned, row, source);
                if (verdicts.keeps(row) && cell.size() > 0) {
                  add(columns, new Candidate(number, first + row, key(cell, first + row)));
                }
              }
            });
  }

  private long key(CellBuffer cell, int row) {
    return Seeds.of(request.seed(), PURPOSE, cell.contentHash(), cell.source(), row);
  }

  private void add(List<Column> columns, Candidate cell) {
    List<String> group =
        columns.stream().map(column -> column.text(cell.row()).orElse("(missing)")).toList();
    groups.computeIfAbsent(group, unknown -> new ArrayList<>()).add(cell);
  }
}
