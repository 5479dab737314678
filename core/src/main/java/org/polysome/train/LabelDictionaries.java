package org.polysome.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.polysome.corpus.Corpora;
import org.polysome.fault.DataException;
import org.polysome.objective.Label;
import org.polysome.objective.LabelDictionary;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The labels of the columns that a plan reads, fitted on the corpus and kept in the run. */
final class LabelDictionaries {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private LabelDictionaries() {}

  /**
   * Fits the dictionary of each column.
   *
   * @throws org.polysome.fault.DataException if the corpus has no such column
   */
  static Map<String, LabelDictionary> fit(Plan plan, Corpora corpora) {
    Map<String, LabelDictionary> labels = new TreeMap<>();
    for (String column : plan.labels()) {
      List<String> categories = corpora.labels(column).categories();
      labels.put(
          column,
          asked(plan, column)
              .map(label -> label.task().dictionary(categories, label.missing()))
              .orElseGet(() -> LabelDictionary.of(categories, List.of())));
    }
    return labels;
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
