package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.genes.Vocabulary;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenKind;

/** Tensors of a model that knows the genes A, B, C, D for one that knows C, N, B. */
class GeneTransferTest {

  private static final int KINDS = TokenKind.ALWAYS;
  private static final Vocabulary THERE = Vocabulary.of(List.of("A", "B", "C", "D"));
  private static final Vocabulary HERE = Vocabulary.of(List.of("C", "N", "B"));
  private static final String PLAN =
      """
      tokenizer: {length: 8}
      model: {type: token-model, width: 4, layers: 1, heads: 1, position: by-gene}
      objectives: [{type: wced, zero-weight: 1}]
      train: {max-steps: 1}
      """;

  @TempDir private Path folder;

  private Scope scope;
  private Parameters parameters;
  private GeneAxes axes;
  private GeneMatch match;

  @BeforeEach
  void build() {
    Plan plan = Config.bind(YamlReader.read(PLAN, "test.yaml"), Plan.class);
    Run run = TinyRun.open(folder.resolve("run"), plan, HERE, Map.of());
    scope = new Scope();
    parameters = new Parameters(Device.CPU, 1);
    Learners.build(plan, MeasuredGenes.everything(1, HERE.size()), Map.of(), parameters);
    axes = GeneAxes.of(run, parameters);
    match = GeneMatch.of(THERE, HERE, GeneMatch.Kinds.of(plan.tokenizer(), plan.tokenizer()));
  }

  @AfterEach
  void close() {
    parameters.close();
    scope.close();
  }

  private GeneTransfer transfer(Map<String, Tensor> stored, Map<String, Tensor> live) {
    return new GeneTransfer(match, axes, stored, live);
  }

  /** Numbers that go up by one from a first one. */
  private static Tensor counted(double first, long... shape) {
    float[] numbers = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) first + i;
    }
    return Tensors.of(numbers, shape);
  }

  private static double[][] rows(Tensor tensor) {
    double[][] rows = new double[(int) tensor.size(0)][];
    Arrays.setAll(rows, row -> tensor.select(0, row).toDoubles());
    return rows;
  }

  @Test
  void dimensionsThatGrowWithGenesAndKindsAreFound() {
    assertThat(axes.of("model.gene-encoder.weight")).contains(new GeneAxes.Axis(0, 1, KINDS, true));
    assertThat(axes.of("model.position.weight")).contains(new GeneAxes.Axis(0, 1, KINDS, true));
    assertThat(axes.of("model.value-encoder.kinds.weight"))
        .contains(new GeneAxes.Axis(0, 0, KINDS, true));
    assertThat(axes.of("objective.wced.decoder.out.weight"))
        .contains(new GeneAxes.Axis(0, 2, 0, false));
    assertThat(axes.of("objective.wced.decoder.dense.weight")).isEmpty();
  }

  /** Rows of genes by their names, then the rows of kinds; a gene that is new keeps its row. */
  @Test
  void rowsGoToTheGeneOfTheSameName() {
    String name = "model.gene-encoder.weight";
    Tensor from = counted(100, THERE.size() + KINDS, 4);
    Tensor to = counted(0, HERE.size() + KINDS, 4);
    assertThat(transfer(Map.of(), Map.of()).copy(name, from, to)).isEmpty();
    double[][] there = rows(from);
    double[][] here = rows(to);
    assertThat(here[0]).isEqualTo(there[2]);
    assertThat(here[1]).containsExactly(4, 5, 6, 7);
    assertThat(here[2]).isEqualTo(there[1]);
    for (int kind = 0; kind < KINDS; kind++) {
      assertThat(here[3 + kind]).isEqualTo(there[4 + kind]);
    }
  }

  @Test
  void everyRowOfAGeneGoesWithIt() {
    Tensor from = counted(100, 8, 3);
    Tensor to = counted(0, 6, 3);
    String name = "objective.wced.decoder.out.weight";
    assertThat(transfer(Map.of(), Map.of()).copy(name, from, to)).isEmpty();
    double[][] there = rows(from);
    assertThat(rows(to))
        .isDeepEqualTo(
            new double[][] {
              there[4], there[5], {6, 7, 8}, {9, 10, 11}, there[2], there[3],
            });
  }

  /** Other dimensions than that of genes agree, and so does the number of further entries. */
  @Test
  void otherShapesAreLeftAndTheReasonSaid() {
    GeneTransfer transfer = transfer(Map.of(), Map.of());
    String name = "model.gene-encoder.weight";
    Tensor to = counted(0, HERE.size() + KINDS, 4);
    for (Tensor from :
        List.of(
            counted(9, THERE.size() + KINDS, 5),
            counted(9, THERE.size() + KINDS + 1, 4),
            counted(9, THERE.size() + KINDS),
            counted(9, THERE.size(), 4))) {
      assertThat(transfer.copy(name, from, to))
          .contains(
              "whose shape is %s there and [%d, 4] here"
                  .formatted(Arrays.toString(from.shape()), HERE.size() + KINDS));
      assertThat(to.toDoubles()).isEqualTo(counted(0, HERE.size() + KINDS, 4).toDoubles());
    }
  }

  /** As part of a tensor, of which labels that differ were left out, has fewer entries. */
  @Test
  void furtherEntriesMayBeFewerWhereBothHaveAsMany() {
    Tensor from = counted(100, THERE.size() + 2, 1);
    Tensor to = counted(0, HERE.size() + 2, 1);
    String name = "objective.wced.decoder.out.weight";
    GeneAxes.Axis two = new GeneAxes.Axis(0, 1, 2, false);
    assertThat(match.entries(two).from()).containsExactly(1, 2, 4, 5);
    assertThat(match.entries(two).to()).containsExactly(2, 0, 3, 4);
    match.entries(two).copy(from, to, 0);
    assertThat(to.toDoubles()).containsExactly(102, 1, 101, 104, 105);
    assertThat(transfer(Map.of(), Map.of()).copy(name, from, counted(0, 6)))
        .contains("whose shape is [6, 1] there and [6] here");
  }

  @Test
  void whatIsNotOfGenesIsCopiedWhole() {
    GeneTransfer transfer = transfer(Map.of(), Map.of());
    Tensor to = counted(0, 2, 2);
    assertThat(transfer.copy("plain", counted(5, 2, 2), to)).isEmpty();
    assertThat(to.toDoubles()).containsExactly(5, 6, 7, 8);
    assertThat(transfer.copy("plain", counted(5, 2, 3), to))
        .contains("whose shape is [2, 3] there and [2, 2] here");
    assertThat(to.toDoubles()).containsExactly(5, 6, 7, 8);
  }

  private static final String TABLE = "model.x.table";

  /** Vectors of ids: given ones by their row, learned ones by -1 - row. */
  private static Map<String, Tensor> table(long[] rows, int first) {
    int given = (int) Arrays.stream(rows).filter(row -> row >= 0).count();
    Map<String, Tensor> tensors = new HashMap<>();
    tensors.put(TABLE + ".row", Tensors.of(rows, rows.length));
    tensors.put(TABLE + ".given", counted(first, given, 2));
    tensors.put(TABLE + ".weight", counted(first + 50, rows.length - given, 2));
    return tensors;
  }

  private static Tensor part(Map<String, Tensor> tensors, String part) {
    return Objects.requireNonNull(tensors.get(TABLE + part));
  }

  /** There B is given and C learned; here C is learned, B given and N learned. */
  @Test
  void givenVectorsGoToGivenOnesAndLearnedToLearnedOnes() {
    Map<String, Tensor> stored = table(new long[] {0, 1, -1, 2, -2, -3, -4, -5, -6, -7, -8}, 100);
    Map<String, Tensor> live = table(new long[] {-2, -1, 0, -9, -3, -4, -5, -6, -7, -8}, 0);
    GeneTransfer transfer = transfer(stored, live);
    for (String part : List.of(".row", ".given", ".weight")) {
      assertThat(transfer.copy(TABLE + part, part(stored, part), part(live, part))).isEmpty();
    }
    assertThat(part(live, ".row").toLongs()).containsExactly(-2, -1, 0, -9, -3, -4, -5, -6, -7, -8);
    assertThat(part(live, ".given").toDoubles()).containsExactly(102, 103);
    double[][] learned = rows(part(live, ".weight"));
    assertThat(learned[0]).as("N is new").containsExactly(50, 51);
    assertThat(learned[1]).as("C").containsExactly(150, 151);
    assertThat(learned[8]).as("first kind, here row -9").containsExactly(152, 153);
    assertThat(learned[2]).as("second kind").containsExactly(154, 155);
  }

  @Test
  void aGeneThatIsGivenOnlyOnOneSideKeepsItsStart() {
    Map<String, Tensor> stored = table(new long[] {-1, -2, 0, 1, -3, -4, -5, -6, -7, -8, -9}, 100);
    Map<String, Tensor> live = table(new long[] {-1, -2, 0, -3, -4, -5, -6, -7, -8, -9}, 0);
    GeneTransfer transfer = transfer(stored, live);
    assertThat(transfer.copy(TABLE + ".given", part(stored, ".given"), part(live, ".given")))
        .isEmpty();
    assertThat(transfer.copy(TABLE + ".weight", part(stored, ".weight"), part(live, ".weight")))
        .isEmpty();
    assertThat(part(live, ".given").toDoubles()).containsExactly(0, 1);
    assertThat(rows(part(live, ".weight"))[0]).containsExactly(50, 51);
  }

  @Test
  void vectorsOfAnotherWidthAreLeft() {
    long[] rows = {0, 1, 2, 3, -1, -2, -3, -4, -5, -6, -7};
    Map<String, Tensor> stored = table(rows, 100);
    Map<String, Tensor> live = table(new long[] {0, 1, 2, -1, -2, -3, -4, -5, -6, -7}, 0);
    Tensor wide = counted(7, 4, 3);
    assertThat(transfer(stored, live).copy(TABLE + ".given", wide, part(live, ".given")))
        .contains("whose shape is [4, 3] there and [3, 2] here");
  }

  /** Where only one model has such a table, its tensors are like any other. */
  @Test
  void aTableOfOneModelIsNone() {
    Map<String, Tensor> live = table(new long[] {0, 1, 2, -1, -2, -3, -4, -5, -6, -7}, 0);
    Tensor given = part(live, ".given");
    Optional<String> obstacle =
        transfer(Map.of(), live).copy(TABLE + ".given", counted(40, 3, 2), given);
    assertThat(obstacle).isEmpty();
    assertThat(given.toDoubles()).containsExactly(40, 41, 42, 43, 44, 45);
    assertThat(transfer(live, Map.of()).copy(TABLE + ".row", counted(1, 2), counted(1, 3)))
        .contains("whose shape is [2] there and [3] here");
  }
}
