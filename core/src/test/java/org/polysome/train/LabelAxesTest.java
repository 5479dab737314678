package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.genes.Vocabulary;
import org.polysome.objective.LabelDictionary;
import org.polysome.progress.Listening;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Dimensions of labels, and how the entries of labels go from one run to another. */
class LabelAxesTest {

  private static final Vocabulary GENES =
      Vocabulary.of(IntStream.range(0, 20).mapToObj(TinyRun::gene).toList());
  private static final String TOKENS =
      """
      tokenizer: {length: 8}
      model:
        type: token-model
        width: 4
        layers: 1
        heads: 1
        label-encoder: {type: learned, column: batch}
      objectives: [{type: label, column: cell_type}, {type: label, column: age, task: regression}]
      train: {max-steps: 1}
      """;
  private static final String WHOLE =
      """
      model: {type: scvi, latent: 3, layers: {hidden: 5}, batch-column: batch}
      objectives:
        - type: evidence-lower-bound
          dispersion: gene-batch
          decoder: {hidden: 5, dropout: 0}
          batch-column: batch
      train: {max-steps: 1}
      """;
  private static final String HEAD = "objective.label.cell_type.decoder.out.weight";
  private static final String TABLE = "model.label-encoder.table.weight";

  @TempDir private Path folder;

  private static LabelDictionary labels(String... names) {
    return LabelDictionary.of(List.of(names), List.of());
  }

  private static Map<String, LabelDictionary> all(
      LabelDictionary cellTypes, LabelDictionary batches) {
    LabelDictionary age =
        new LabelDictionary(List.of("3", "5"), List.of("value"), List.of(List.of(0), List.of(0)));
    return Map.of("cell_type", cellTypes, "batch", batches, "age", age);
  }

  private Run run(String name, String yaml, Map<String, LabelDictionary> labels) {
    Plan plan = Config.bind(YamlReader.read(yaml, "test.yaml"), Plan.class);
    return TinyRun.open(folder.resolve(name), plan, GENES, labels);
  }

  private Run there() {
    return run("there", TOKENS, all(labels("T", "B", "NK"), labels("x", "y")));
  }

  private Run here() {
    return run("here", TOKENS, all(labels("NK", "M", "T"), labels("z", "y", "w")));
  }

  private static LabelAxes.Axis axis(String column, boolean classes, int dimension, long each) {
    return new LabelAxes.Axis(new LabelAxes.Labels(column, classes), dimension, each);
  }

  @Test
  void theDimensionOfLabelsIsTheOneThatGrowsWithThem() {
    LabelAxes axes = LabelAxes.of(there());
    assertThat(axes.of(HEAD)).contains(axis("cell_type", true, 0, 1));
    assertThat(axes.of("objective.label.cell_type.decoder.out.bias"))
        .contains(axis("cell_type", true, 0, 1));
    assertThat(axes.of(TABLE)).contains(axis("batch", false, 0, 1));
    assertThat(axes.of("model.gene-encoder.weight")).isEmpty();
    assertThat(axis("batch", false, 0, 1).first()).isTrue();
    assertThat(axis("batch", false, 1, 1).first()).isFalse();
  }

  @Test
  void inputsOfLayersHaveLabelsInTheirSecondDimension() {
    LabelAxes axes = LabelAxes.of(run("whole", WHOLE, Map.of("batch", labels("x", "y", "z"))));
    assertThat(axes.of("model.encoder.layer.0.weight")).contains(axis("batch", false, 1, 1));
    assertThat(axes.of("objective.evidence-lower-bound.decoder.layer.0.weight"))
        .contains(axis("batch", false, 1, 1));
    assertThat(axes.of("objective.evidence-lower-bound.log-inverse-dispersion")).isPresent();
    assertThat(axes.of("model.encoder.layer.0.bias")).isEmpty();
  }

  @Test
  void aRunWithoutLabelsHasNone() {
    String plain =
        "{tokenizer: {length: 8}, model: {type: token-model, width: 4, layers: 1, heads: 1},"
            + " objectives: [wced], train: {max-steps: 1}}";
    LabelAxes axes = LabelAxes.of(run("plain", plain, Map.of()));
    assertThat(axes.of("model.gene-encoder.weight")).isEmpty();
  }

  @Test
  void namesAreThoseOfLabelsOrOfTheClassesTheyStandFor() {
    LabelDictionary some = LabelDictionary.of(List.of("a", "b", "none"), List.of("none"));
    Map<String, LabelDictionary> known = Map.of("column", some);
    assertThat(new LabelAxes.Labels("column", false).names(known))
        .containsExactly("a", "b", "none");
    assertThat(new LabelAxes.Labels("column", true).names(known)).containsExactly("a", "b");
    assertThat(new LabelAxes.Labels("other", true).names(known)).isEmpty();
  }

  private static Tensor counted(double first, int rows) {
    float[] numbers = new float[rows * 2];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) first + i;
    }
    return Tensors.of(numbers, rows, 2);
  }

  private LabelTransfer transfer(Run from, Run to) {
    return new LabelTransfer(
        from, to, (name, stored, live) -> GeneTransfer.copyWhole(stored, live));
  }

  /** T and NK are known there, and M is new. */
  @Test
  void entriesGoToTheLabelOfTheSameName() {
    LabelTransfer transfer = transfer(there(), here());
    try (Scope scope = new Scope()) {
      Tensor live = counted(0, 3);
      assertThat(transfer.copy(HEAD, counted(100, 3), live)).isEmpty();
      assertThat(live.toDoubles()).containsExactly(104, 105, 2, 3, 100, 101);
      // The last row of a table is of cells without a label.
      Tensor table = counted(0, 4);
      assertThat(transfer.copy(TABLE, counted(100, 3), table)).isEmpty();
      assertThat(table.toDoubles()).containsExactly(0, 1, 102, 103, 4, 5, 104, 105);
      Tensor plain = counted(0, 3);
      assertThat(transfer.copy("plain", counted(50, 3), plain)).isEmpty();
      assertThat(plain.toDoubles()).containsExactly(50, 51, 52, 53, 54, 55);
      assertThat(transfer.copy("plain", counted(50, 2), plain))
          .contains("whose shape is [2, 2] there and [3, 2] here");
    }
  }

  @Test
  void labelsBehindOtherInputsAreFoundByTheirPlaceFromTheEnd() {
    Run from = run("there", WHOLE, Map.of("batch", labels("x", "y", "z")));
    Run to = run("here", WHOLE, Map.of("batch", labels("z", "w")));
    String layer = "model.encoder.layer.0.weight";
    try (Scope scope = new Scope()) {
      Tensor live = Tensors.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, 2, 4);
      Tensor stored = Tensors.of(new float[] {10, 11, 12, 13, 14, 20, 21, 22, 23, 24}, 2, 5);
      assertThat(transfer(from, to).copy(layer, stored, live)).isEmpty();
      assertThat(live.toDoubles()).containsExactly(10, 11, 14, 3, 20, 21, 24, 7);
    }
  }

  @Test
  void whatCannotBeCopiedIsLeftAndTheReasonSaid() {
    Run from = there();
    LabelTransfer transfer = transfer(from, here());
    try (Scope scope = new Scope()) {
      Tensor live = counted(0, 3);
      Tensor wide = Tensors.of(new float[9], 3, 3);
      assertThat(transfer.copy(HEAD, wide, live))
          .contains("whose shape is [2, 3] there and [2, 2] here");
      assertThat(live.toDoubles()).containsExactly(0, 1, 2, 3, 4, 5);
      Run strangers = run("strangers", TOKENS, all(labels("E", "F"), labels("x", "y")));
      assertThat(transfer(from, strangers).copy(HEAD, counted(9, 3), counted(0, 2)))
          .contains("whose labels of 'cell_type' are all others there");
      Run other =
          run(
              "other",
              TOKENS.replace("column: batch", "column: cell_type"),
              all(labels("T", "B"), labels("x", "y")));
      Optional<String> elsewhere = transfer(from, other).copy(TABLE, counted(9, 3), counted(0, 3));
      assertThat(elsewhere).contains("which goes by other labels there");
    }
  }

  @Test
  void itSaysHowManyLabelsOfEachColumnStartFromThere() {
    List<String> said = new ArrayList<>();
    Run here = here();
    transfer(there(), here).say(new Listening(said));
    assertThat(said)
        .containsExactly(
            "labels of 'age': 1 of 1 start from those of the same name there, 0 are new, 0 there"
                + " are not used",
            "labels of 'batch': 1 of 3 start from those of the same name there, 2 are new, 1 there"
                + " are not used",
            "labels of 'cell_type': 2 of 3 start from those of the same name there, 1 are new, 1"
                + " there are not used");
    said.clear();
    Run without = run("without", WHOLE, Map.of("batch", labels("y")));
    transfer(without, here).say(new Listening(said));
    assertThat(said).hasSize(1);
  }
}
