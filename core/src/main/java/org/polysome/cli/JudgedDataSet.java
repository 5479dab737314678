package org.polysome.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.config.Names;
import org.polysome.experiment.data.DataSet;
import org.polysome.experiment.data.DataSplit;
import org.polysome.fault.UsageException;
import org.polysome.prepare.CommonLabels;
import org.polysome.suite.CellChoice;
import org.polysome.suite.annotation.DataRules;

/**
 * What a recipe of published data says of how embeddings are judged on it, where the command line
 * says nothing.
 *
 * @param set the data set
 */
record JudgedDataSet(DataSet set) {

  /** Which of its cells are judged. */
  CellChoice cells() {
    return new CellChoice(set.where(), set.filter().minLabelCells(), set.filter().cells());
  }

  /** The rules of the data set for annotation. */
  DataRules rules() {
    return new DataRules(
        set.name(),
        set.split().flatMap(split -> drawn(split.how())),
        set.split().flatMap(DataSplit::test),
        set.split().flatMap(DataSplit::minCells),
        cells());
  }

  private static Optional<DataRules.Drawn> drawn(DataSplit.How how) {
    return switch (how) {
      case RANDOM -> Optional.of(DataRules.Drawn.RANDOM);
      case STRATIFIED -> Optional.of(DataRules.Drawn.STRATIFIED);
      case BY_BATCH -> Optional.of(DataRules.Drawn.BY_BATCH);
      case GIVEN -> Optional.empty();
    };
  }

  /**
   * Checks that what the recipe leaves to the data is named.
   *
   * @throws UsageException if the files are to say how they are divided and no column of them is
   *     named, or whole batches are to be tested and nothing says what they are
   */
  void check(Optional<String> splitColumn, Optional<String> batch) {
    Optional<DataSplit.How> how = set.split().map(DataSplit::how);
    if (how.filter(DataSplit.How.GIVEN::equals).isPresent() && splitColumn.isEmpty()) {
      throw new UsageException(
          "%s is divided by its files: name the obs column that says so with --split-column COL"
              .formatted(set.name()));
    }
    if (how.filter(DataSplit.How.BY_BATCH::equals).isPresent() && batch.isEmpty()) {
      throw new UsageException(
          "%s is divided by batches, whose column its recipe does not name: --batch COL"
              .formatted(set.name()));
    }
  }

  /** Which options the command line leaves open. */
  record Open(boolean label, boolean batch, boolean seeds, boolean protocol) {}

  /** What integration takes from the recipe, in a sentence; what the command line says is not. */
  String taken(boolean openLabel, boolean openBatch, boolean openShare) {
    List<String> parts = columns(openLabel, openBatch);
    set.bioShare().filter(share -> openShare).ifPresent(share -> parts.add("--bio-share " + share));
    return sentence(parts);
  }

  /** What annotation takes from the recipe, in a sentence; what the command line says is not. */
  String taken(Open open) {
    List<String> parts = columns(open.label, open.batch);
    set.protocol()
        .filter(one -> open.protocol)
        .ifPresent(one -> parts.add("--protocol " + one.text()));
    set.split().ifPresent(split -> parts.addAll(words(split, open.seeds)));
    return sentence(parts);
  }

  private List<String> columns(boolean openLabel, boolean openBatch) {
    List<String> parts = new ArrayList<>();
    set.label().filter(column -> openLabel).ifPresent(column -> parts.add("--label " + column));
    set.batch().filter(column -> openBatch).ifPresent(column -> parts.add("--batch " + column));
    return parts;
  }

  private String sentence(List<String> judging) {
    List<String> parts = new ArrayList<>(judging);
    parts.addAll(CommonLabels.limits(set.filter().minLabelCells()));
    parts.addAll(set.filter().cells().words());
    set.where().ifPresent(query -> parts.add("where " + query));
    return "data set %s: %s"
        .formatted(
            set.name(),
            parts.isEmpty() ? "its recipe says nothing about judging" : String.join(", ", parts));
  }

  private static List<String> words(DataSplit split, boolean seeds) {
    List<String> parts = new ArrayList<>();
    parts.add("cells split " + Names.kebab(split.how().name()));
    split.test().ifPresent(share -> parts.add("%s tested".formatted(share)));
    split
        .validation()
        .ifPresent(
            share ->
                parts.add("%s for validation (probes that need it hold out 0.2)".formatted(share)));
    split.seeds().filter(count -> seeds).ifPresent(count -> parts.add("--seeds " + count));
    split.minCells().ifPresent(count -> parts.add("classes of at least %d cells".formatted(count)));
    return parts;
  }
}
