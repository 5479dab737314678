package org.polysome.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.polysome.corpus.Corpus;
import org.polysome.fault.UsageException;
import org.polysome.files.IoFaults;
import org.polysome.genes.Vocabulary;
import org.polysome.prepare.HighlyVariableGenes;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.GeneSelection;

/** The genes that may become tokens, worked out once on the training cells and kept in the run. */
final class SelectedGenes {

  private static final int MOST_CELLS = 100_000;

  private SelectedGenes() {}

  /**
   * The selection of a plan; empty if every gene may be a token.
   *
   * @throws UsageException if a named gene is not in the vocabulary
   */
  static Optional<BitSet> fit(Plan plan, Corpus corpus, CellSplit split) {
    return switch (plan.tokenizer().genes()) {
      case GeneSelection.NonZero all -> Optional.empty();
      case GeneSelection.All all -> Optional.empty();
      case GeneSelection.Given given -> Optional.of(named(given, corpus.vocabulary()));
      case GeneSelection.HighlyVariable variable ->
          Optional.of(variable(corpus, split.training(), variable.count()));
    };
  }

  private static BitSet variable(Corpus corpus, int[] rows, int count) {
    HighlyVariableGenes genes = new HighlyVariableGenes(corpus.vocabulary().size());
    long[] ofSource = new long[corpus.measured().sources()];
    CellBuffer cell = new CellBuffer();
    // A corpus is in random order, so its first cells are a sample.
    for (int row : Arrays.copyOf(rows, Math.min(rows.length, MOST_CELLS))) {
      corpus.read(row, cell);
      genes.add(cell.genes(), cell.counts(), cell.size());
      ofSource[cell.source()]++;
    }
    for (int source = 0; source < ofSource.length; source++) {
      genes.measured(corpus.measured().row(source), ofSource[source]);
    }
    return genes.top(count);
  }

  private static BitSet named(GeneSelection.Given given, Vocabulary vocabulary) {
    List<String> names = given.file().map(SelectedGenes::lines).orElse(given.genes());
    List<String> unknown =
        names.stream().filter(name -> vocabulary.id(name).isEmpty()).toList();
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
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).map(String::strip).toList();
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }
}
