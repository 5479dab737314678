package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.decoder.NormedMlp;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.nn.Activation;
import org.polysome.objective.loss.Entropies;
import org.polysome.objective.loss.GradientReversal;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

class LabelTest {

  private static Label label(LabelTask task, double reverse) {
    return new Label(
        ObjectiveContract.COLUMN,
        task,
        new NormedMlp(1, Activation.LEAKY_RELU, 1e-5),
        reverse,
        List.of("unknown"),
        1);
  }

  @Nested
  class OneClass extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return label(new LabelTask.CrossEntropy(0.1), 0);
    }

    /** Cells 0, 1, 3 and 5 are B, T, T, B; cell 2 is unknown and cell 4 has no label. */
    @Test
    void theSumIsOverCellsWhoseLabelIsKnown() {
      LabelObjective objective = (LabelObjective) objective();
      assertThat(objective.counts(states().batch())).containsExactly(4);
      double[] scores = objective.scores(states().pass()).toDoubles();
      int[] truth = {0, 1, 1, 0};
      double expected = 0;
      for (int row = 0; row < 4; row++) {
        double a = scores[2 * row];
        double b = scores[2 * row + 1];
        double log = Math.log(Math.exp(a) + Math.exp(b));
        double right = (truth[row] == 0 ? a : b) - log;
        expected -= 0.9 * right + 0.05 * (a - log + b - log);
      }
      assertThat(sums(objective, states())[0]).isCloseTo(expected, within(1e-4));
    }

    /** Cells without a label add nothing, and their gradient is there all the same. */
    @Test
    void aBatchWithoutLabelsAddsNothing() {
      MadeUpStates unknown = states().cells(4, 5);
      Objective objective = objective();
      assertThat(objective.counts(unknown.batch())).containsExactly(0);
      assertThat(objective.sums(unknown.pass(), 1)).hasSize(1);
      assertThat(sums(objective, unknown)[0]).isZero();
    }
  }

  @Nested
  class Reversed extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return label(new LabelTask.Focal(2, false), 0.3);
    }
  }

  @Nested
  class SeveralClasses extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return label(new LabelTask.MultiLabel("|"), 0);
    }

    @Override
    LabelDictionary labels() {
      return new LabelTask.MultiLabel("|")
          .dictionary(List.of("a|b", "c", "unknown"), List.of("unknown"));
    }
  }

  @Nested
  class Numbers extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return label(new LabelTask.Regression(LabelTask.Regression.Error.SMOOTH), 0);
    }

    @Override
    LabelDictionary labels() {
      return new LabelTask.Regression(LabelTask.Regression.Error.SMOOTH)
          .dictionary(List.of("0.5", "12", "unknown"), List.of("unknown"));
    }
  }

  @Nested
  class Leaves extends ObjectiveContract {
    @Override
    ObjectiveSpec spec() {
      return label(new LabelTask.Hierarchical(Path.of("cells.tsv")), 0);
    }

    @Override
    LabelDictionary labels() {
      return new LabelDictionary(
          List.of("lymphocyte", "B", "unknown"),
          List.of("B", "T", "monocyte"),
          List.of(List.of(0, 1), List.of(0), List.of()));
    }
  }

  @Test
  void aTermOfAHierarchyStandsForTheLeavesBelowIt(@TempDir Path folder) throws IOException {
    Path parents = folder.resolve("parents.tsv");
    Files.writeString(
        parents,
        "B\tlymphocyte\nT\tlymphocyte\nCD4\tT\nCD8\tT\nlymphocyte\tleukocyte\nmonocyte\tleukocyte\n");
    LabelDictionary labels =
        new LabelTask.Hierarchical(parents)
            .dictionary(List.of("T", "leukocyte", "neuron", "nan"), List.of("nan"));
    assertThat(labels.classes()).containsExactly("B", "CD4", "CD8", "monocyte", "neuron");
    assertThat(labels.members())
        .containsExactly(List.of(1, 2), List.of(0, 1, 2, 3), List.of(4), List.of());
    Files.writeString(parents, "B lymphocyte\n");
    assertThatThrownBy(
            () -> new LabelTask.Hierarchical(parents).dictionary(List.of("T"), List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'B lymphocyte'");
  }

  @Test
  void partsOfALabelAreItsClasses() {
    LabelDictionary labels =
        new LabelTask.MultiLabel("|")
            .dictionary(List.of("T| CD4", "B||nan|T", "nan", "B.T"), List.of("nan"));
    assertThat(labels.classes()).containsExactly("B", "B.T", "CD4", "T");
    assertThat(labels.members())
        .containsExactly(List.of(2, 3), List.of(0, 3), List.of(), List.of(1));
    try (Scope scope = new Scope()) {
      var targets = new LabelTargets(new int[] {1, 0, 3}, labels);
      assertThat(targets.all(ElementType.FLOAT32, Device.CPU).toFloats())
          .containsExactly(1, 0, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0);
      assertThat(targets.classes(Device.CPU).toDoubles()).containsExactly(0, 2, 1);
    }
  }

  @Test
  void numbersAreThoseThatAreFinite() {
    List<String> texts = List.of("1.5", "many", "Infinity", " -2 ", "NaN", "7");
    LabelDictionary labels =
        new LabelTask.Regression(LabelTask.Regression.Error.SQUARED)
            .dictionary(texts, List.of("7"));
    assertThat(labels.members())
        .containsExactly(List.of(0), List.of(), List.of(), List.of(0), List.of(), List.of());
    try (Scope scope = new Scope()) {
      var targets = new LabelTargets(new int[] {3, 0}, labels);
      assertThat(targets.numbers(ElementType.FLOAT64, Device.CPU).toDoubles())
          .containsExactly(-2, 1.5);
      Tensor scores = Tensors.of(new double[] {1, 2}, 2, 1);
      assertThat(elements(LabelTask.Regression.Error.SQUARED, scores, targets))
          .containsExactly(9, 0.25);
      assertThat(elements(LabelTask.Regression.Error.ABSOLUTE, scores, targets))
          .containsExactly(3, 0.5);
      assertThat(elements(LabelTask.Regression.Error.SMOOTH, scores, targets))
          .containsExactly(2.5, 0.125);
    }
  }

  private static double[] elements(
      LabelTask.Regression.Error error, Tensor scores, LabelTargets targets) {
    return new LabelTask.Regression(error).elements(scores, targets).toDoubles();
  }

  @Test
  void labelsOfAnotherFileGetTheCodesOfTheRun() {
    LabelDictionary labels = LabelDictionary.of(List.of("B", "T"), List.of());
    assertThat(labels.codes(List.of("T", "new", "B"), new int[] {0, 1, 2, -1}))
        .containsExactly(1, -1, 0, -1);
  }

  @Test
  void aColumnWithoutLabelsIsRefused() {
    assertThatThrownBy(
            () -> new LabelTask.CrossEntropy(0).dictionary(List.of("nan"), List.of("nan")))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(
            () ->
                new LabelTask.Regression(LabelTask.Regression.Error.SQUARED)
                    .dictionary(List.of("many"), List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no number");
  }

  @Test
  void focalLossOfNoExponentIsTheCrossEntropyAndOthersWeighIt() {
    try (Scope scope = new Scope()) {
      Tensor scores = Tensors.of(new double[] {2, -1, 0.5, 0, 0, 3}, 2, 3);
      Tensor classes = Tensors.of(new long[] {0, 1}, 2);
      double[] plain = Entropies.cross(scores, classes, 0).toDoubles();
      double[] none = Entropies.focal(scores, classes, 0, false).toDoubles();
      double[] focal = Entropies.focal(scores, classes, 2, false).toDoubles();
      for (int row = 0; row < 2; row++) {
        assertThat(none[row]).isCloseTo(plain[row], within(1e-12));
        double p = Math.exp(-plain[row]);
        assertThat(focal[row]).isCloseTo((1 - p) * (1 - p) * plain[row], within(1e-12));
      }
    }
  }

  @Test
  void aReversedGradientLeavesTheNumbersAlone() {
    try (Scope scope = new Scope()) {
      Tensor numbers = Tensors.of(new float[] {1e-7f, -3.3f, 1e7f}, 3).requiresGradient(true);
      Tensor same = GradientReversal.of(numbers, 0.7);
      assertThat(same.toFloats()).containsExactly(numbers.toFloats());
      same.multiply(2.0).sum().backward();
      assertThat(numbers.gradient().orElseThrow().toFloats()).containsExactly(-1.4f, -1.4f, -1.4f);
    }
  }
}
