package org.polysome.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.polysome.corpus.Corpora;
import org.polysome.corpus.LabelColumn;
import org.polysome.fault.DataException;
import org.polysome.objective.Label;
import org.polysome.objective.LabelDictionary;
import org.polysome.tokenizer.TokenBatch;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The labels of the columns that a plan reads, fitted on the corpus and kept in the run. */
final class LabelDictionaries {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private LabelDictionaries() {}

  /**
   * Fits the dictionary of each column: its labels are those of the cells that are trained on, so
   * that there is something to learn of each. A column that says what a cell is, and not what is to
   * be learnt, has those of the cells held out too: the tokenizer's, and one whose labels the plan
   * gives numbers of their own.
   *
   * @throws DataException if the corpus has no such column, or none of those cells a label in it
   */
  static Map<String, LabelDictionary> fit(Plan plan, Corpora corpora, CellSplit split) {
    Map<String, LabelDictionary> labels = new TreeMap<>();
    for (String column : plan.labels()) {
      List<String> categories = present(column, corpora, rows(plan, column, split));
      labels.put(
          column,
          asked(plan, column)
              .map(label -> label.task().dictionary(categories, label.missing()))
              .orElseGet(() -> LabelDictionary.of(categories, List.of())));
    }
    return labels;
  }

  private static IntStream rows(Plan plan, String column, CellSplit split) {
    boolean given =
        plan.tokenizer().labels().contains(column)
            || plan.objectives().stream()
                .anyMatch(objective -> objective.givenByLabel().equals(Optional.of(column)));
    IntStream training = IntStream.of(split.training());
    return given ? IntStream.concat(training, IntStream.of(split.heldOut())) : training;
  }

  /** The labels that some cells have, in the order of the corpus. */
  private static List<String> present(String column, Corpora corpora, IntStream rows) {
    LabelColumn labels = corpora.labels(column);
    BitSet codes =
        rows.map(row -> labels.codes()[row])
            .filter(code -> code != TokenBatch.NO_LABEL)
            .collect(BitSet::new, BitSet::set, BitSet::or);
    if (codes.isEmpty()) {
      throw new DataException(
          "%s: none of the cells to train on has a value in column '%s' of obs"
              .formatted(corpora.words(), column));
    }
    return codes.stream().mapToObj(labels.categories()::get).toList();
  }

  private static Optional<Label> asked(Plan plan, String column) {
    return plan.objectives().stream()
        .filter(Label.class::isInstance)
        .map(Label.class::cast)
        .filter(label -> label.column().equals(column))
        .findFirst();
  }

  static String text(Map<String, LabelDictionary> labels) {
    return JSON.writeValueAsString(labels) + "\n";
  }

  /** Those of a run; none where it reads no labels. */
  static Map<String, LabelDictionary> read(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return JSON.readValue(RunFolder.read(file), new TypeReference<>() {});
    } catch (JacksonException e) {
      throw new DataException(file + " is damaged: " + e.getOriginalMessage(), e);
    }
  }
}
