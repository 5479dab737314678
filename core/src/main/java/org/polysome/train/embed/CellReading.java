package org.polysome.train.embed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.polysome.corpus.LabelColumn;
import org.polysome.genes.GeneAlignment;
import org.polysome.genes.GeneMatching;
import org.polysome.objective.LabelDictionary;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.Run;

/**
 * How the cells of a file are read for a run.
 *
 * @param run whose vocabulary and labels are used
 * @param columns of {@code obs} whose labels are read, in this order
 * @param geneColumn the column of {@code var} that names the genes; empty to detect it
 */
record CellReading(Run run, Set<String> columns, Optional<String> geneColumn) {

  /** The counts over the vocabulary; what is left out is said. */
  AlignedCells align(CountsMatrix counts, Progress progress) {
    GeneAlignment alignment =
        GeneAlignment.align(counts.var().texts(), run.vocabulary(), GeneMatching.by(geneColumn));
    alignment.report().lines().forEach(progress::say);
    return new AlignedCells(counts, alignment, labels(counts, progress));
  }

  private static int[] unknown(int cells) {
    int[] codes = new int[cells];
    Arrays.fill(codes, TokenBatch.NO_LABEL);
    return codes;
  }

  /** The labels as the run knows them; no known one where the file has none. */
  private Map<String, int[]> labels(CountsMatrix counts, Progress progress) {
    Map<String, int[]> labels = new HashMap<>();
    Map<String, LabelDictionary> known = run.labels();
    for (String column : columns) {
      Optional<LabelColumn> found = counts.file().obs().column(column).map(LabelColumn::of);
      if (found.isEmpty()) {
        progress.say("no column '" + column + "' in obs: every cell counts as of no known label");
      }
      LabelDictionary names = Objects.requireNonNull(known.get(column), column);
      labels.put(
          column,
          found
              .map(given -> names.codes(given.categories(), given.codes()))
              .orElseGet(() -> unknown(counts.rows())));
    }
    return labels;
  }
}
