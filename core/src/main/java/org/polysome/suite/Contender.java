package org.polysome.suite;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Split;
import org.polysome.random.Seeds;

/** What is judged: an embedding, or a baseline beside it. */
sealed interface Contender {

  /** Before the name of each baseline that does not belong to a run. */
  String BASELINE = "baseline/";

  /** After the name of a run. */
  String RANDOM_WEIGHTS = "/random_weights";

  /** What its rows are called. */
  String name();

  /**
   * The embedding (cells, dimensions) of all judged cells; whatever has to be fitted is fitted on
   * the training cells of the split.
   */
  DenseMatrix embed(Split split);

  /** The classes that the training cells of a split are said to have. */
  default int[] trainingLabels(int[] labels, Split split) {
    int[] known = new int[split.train().length];
    for (int i = 0; i < known.length; i++) {
      known[i] = labels[split.train()[i]];
    }
    return known;
  }

  /** The embedding to be drawn, of those that a reader came to see. */
  default Optional<Fixed> picture() {
    return Optional.empty();
  }

  /** An embedding that was fitted elsewhere: one of the file, or of a run. */
  record Fixed(String name, DenseMatrix points) implements Contender {
    @Override
    public DenseMatrix embed(Split split) {
      return points;
    }

    @Override
    public Optional<Fixed> picture() {
      return name.endsWith(RANDOM_WEIGHTS) ? Optional.empty() : Optional.of(this);
    }
  }

  /** Principal components of expression. */
  record Components(Expression expression) implements Contender {
    @Override
    public String name() {
      return BASELINE + "pca";
    }

    @Override
    public DenseMatrix embed(Split split) {
      return expression.principalComponents(split);
    }
  }

  /** The thousand most variable genes. */
  record VariableGenes(Expression expression) implements Contender {
    @Override
    public String name() {
      return BASELINE + "hvg_1k";
    }

    @Override
    public DenseMatrix embed(Split split) {
      return expression.variableGenes(split);
    }
  }

  /** An embedding whose training labels are shuffled: what chance gives. */
  record ShuffledLabels(Contender of) implements Contender {
    @Override
    public String name() {
      return BASELINE + "shuffled_labels";
    }

    @Override
    public DenseMatrix embed(Split split) {
      return of.embed(split);
    }

    @Override
    public int[] trainingLabels(int[] labels, Split split) {
      int[] shuffled = of.trainingLabels(labels, split);
      RandomGenerator random =
          Seeds.generator(Seeds.of("shuffled labels"), java.util.Arrays.hashCode(split.train()));
      for (int i = shuffled.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int label = shuffled[i];
        shuffled[i] = shuffled[j];
        shuffled[j] = label;
      }
      return shuffled;
    }
  }
}
