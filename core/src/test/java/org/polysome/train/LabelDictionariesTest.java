package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.corpus.LabelColumn;
import org.polysome.corpus.LoadedStep;
import org.polysome.corpus.Loader;
import org.polysome.fault.DataException;
import org.polysome.objective.LabelDictionary;
import org.polysome.tokenizer.TokenBatch;

class LabelDictionariesTest {

  @TempDir static Path shared;
  private static Path corpus;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 120);
  }

  private static Plan plan(String... assignments) {
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus));
    all.addAll(Arrays.asList(assignments));
    String yaml =
        """
        tokenizer: {length: 24}
        objectives: [{type: label, column: cell_type}, {type: label, column: batch}]
        train: {max-steps: 4, batch-size: 8}
        """;
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private static Map<String, LabelDictionary> fit(Plan plan) {
    try (Corpora corpora = Corpora.open(List.of(corpus))) {
      return LabelDictionaries.fit(plan, corpora, CellSplit.of(corpora, plan.data(), 1));
    }
  }

  private static List<String> categories(Map<String, LabelDictionary> labels, String column) {
    return Objects.requireNonNull(labels.get(column)).categories();
  }

  @Test
  void everyLabelOfEveryCellIsThereWhereAllAreTrainedOn() {
    assertThat(categories(fit(plan()), "cell_type")).containsExactly("type1", "type2", "type3");
  }

  @Test
  void labelsOfCellsThatAreLeftOutAreNotClasses() {
    Map<String, LabelDictionary> labels = fit(plan("data.select=cell_type != 'type1'"));
    assertThat(categories(labels, "cell_type")).containsExactly("type2", "type3");
    assertThat(labels.get("cell_type")).extracting(LabelDictionary::classes).asList().hasSize(2);
    assertThat(categories(labels, "batch")).hasSize(4);
    String held = "data.validation={type: column, name: batch, values: [batch2]}";
    assertThat(categories(fit(plan(held)), "batch")).containsExactly("batch1", "batch3", "batch4");
  }

  /** Its mean is given for each batch, so that the batch held out has one too. */
  @Test
  void aColumnWhoseLabelsHaveNumbersInThePlanKeepsThoseHeldOut() {
    Plan plan =
        plan(
            "model={type: scvi, layers: {norm: layer}}",
            "objectives=[{type: evidence-lower-bound, batch-column: batch, library: {type: latent,"
                + " means: [1, 2, 3, 4], variances: [1, 1, 1, 1]}}]",
            "data.validation={type: column, name: batch, values: [batch2]}");
    assertThat(categories(fit(plan), "batch")).hasSize(4);
  }

  @Test
  void aColumnWithoutALabelOfATrainedCellIsRefused() {
    assertThatThrownBy(() -> fit(plan("objectives=[{type: label, column: none}]")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none");
  }

  /** Codes of a batch are those of the dictionary, and a label that is held out is none. */
  @Test
  void batchesHaveTheCodesOfTheDictionary() {
    Plan plan =
        plan(
            "data.select=cell_type != 'type1'",
            "data.validation={type: column, name: batch, values: [batch1]}");
    try (Corpora corpora = Corpora.open(List.of(corpus))) {
      CellSplit split = CellSplit.of(corpora, plan.data(), plan.seed());
      FittedParts fitted = FittedParts.of(List.of(plan), corpora, split);
      TrainingData data = new TrainingData(plan, corpora, split, fitted);
      try (Loader loader = data.training(0, 4)) {
        for (int step = 0; step < 4; step++) {
          LoadedStep loaded = loader.next();
          TokenBatch batch = loaded.batches().getFirst();
          for (String column : List.of("cell_type", "batch")) {
            LabelColumn there = corpora.labels(column);
            int[] codes = Objects.requireNonNull(batch.labels().get(column));
            for (int cell = 0; cell < codes.length; cell++) {
              assertThat(categories(fitted.labels(), column).get(codes[cell]))
                  .isEqualTo(there.categories().get(there.codes()[loaded.rows()[cell]]));
            }
          }
        }
      }
      try (var heldOut = data.heldOut()) {
        assertThat(heldOut)
            .isNotEmpty()
            .allSatisfy(
                batch ->
                    assertThat(Objects.requireNonNull(batch.labels().get("batch")))
                        .containsOnly(TokenBatch.NO_LABEL));
      }
    }
  }
}
