package org.polysome.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.polysome.corpus.Corpora;
import org.polysome.fault.UsageException;
import org.polysome.files.IoFaults;
import org.polysome.genes.Vocabulary;
import org.polysome.prepare.VariableGenes;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.GeneSelection;

/** The genes that may become tokens, worked out once on the training cells and kept in the run. */
final class SelectedGenes {

  private static final int ENOUGH_CELLS = 100_000;
  private static final double TARGET_SUM = 1e4;

  private SelectedGenes() {}

  /**
   * The selection of a plan; empty if every gene may be a token.
   *
   * @throws UsageException if a named gene is not in the vocabulary
   */
  static Optional<BitSet> fit(Plan plan, Corpora corpora, CellSplit split, CarriedFit carried) {
    return switch (plan.tokenizer().genes()) {
      case GeneSelection.NonZero all -> Optional.empty();
      case GeneSelection.All all -> Optional.empty();
      case GeneSelection.Given given -> Optional.of(named(given, corpora.vocabulary()));
      case GeneSelection.HighlyVariable variable ->
          Optional.of(
              carried.selected(
                  variable,
                  () ->
                      IntStream.of(variable(corpora, split.training(), variable, all(corpora)))
                          .collect(BitSet::new, BitSet::set, BitSet::or)));
    };
  }

  /**
   * The most variable genes, ascending, of some cells, or of as many of them as are enough.
   *
   * @param how how many, and by which rule
   * @param among the genes to choose from
   */
  static int[] variable(
      Corpora corpora, int[] rows, GeneSelection.HighlyVariable how, BitSet among) {
    boolean logarithms = how.flavor() == GeneSelection.Flavor.CELL_RANGER;
    DoubleUnaryOperator scale = logarithms ? Math::log1p : value -> value;
    VariableGenes genes = new VariableGenes(corpora.vocabulary().size());
    long[] cells = new long[corpora.measured().sources()];
    CellBuffer cell = new CellBuffer();
    for (int row : corpora.sample(rows, ENOUGH_CELLS)) {
      corpora.read(row, cell);
      add(cell, genes, among, scale);
      cells[cell.source()]++;
    }
    for (int source = 0; source < cells.length; source++) {
      genes.measured(corpora.measured().row(source), cells[source]);
    }
    return logarithms ? genes.selectByCellRanger(how.count()) : genes.select(how.count());
  }

  private static void add(
      CellBuffer cell, VariableGenes genes, BitSet among, DoubleUnaryOperator scale) {
    double total = 0;
    for (int i = 0; i < cell.size(); i++) {
      total += cell.counts()[i];
    }
    for (int i = 0; i < cell.size(); i++) {
      if (among.get(cell.genes()[i])) {
        genes.add(cell.genes()[i], scale.applyAsDouble(TARGET_SUM * cell.counts()[i] / total));
      }
    }
  }

  private static BitSet all(Corpora corpora) {
    BitSet all = new BitSet();
    all.set(0, corpora.vocabulary().size());
    return all;
  }

  private static BitSet named(GeneSelection.Given given, Vocabulary vocabulary) {
    List<String> names = given.file().map(SelectedGenes::lines).orElse(given.genes());
    List<String> unknown = names.stream().filter(name -> vocabulary.id(name).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      throw new UsageException(
          "tokenizer.genes: %d of %d genes are not in the corpus, such as %s"
              .formatted(
                  unknown.size(),
                  names.size(),
                  String.join(", ", unknown.subList(0, Math.min(3, unknown.size())))));
    }
    BitSet genes = new BitSet(vocabulary.size());
    names.forEach(name -> genes.set(vocabulary.id(name).orElseThrow()));
    return genes;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank())
          .map(String::strip)
          .toList();
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }
}
