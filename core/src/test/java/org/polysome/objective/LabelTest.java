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
