package org.polysome.suite;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.polysome.matrix.DenseMatrix;
import org.polysome.random.Seeds;
import org.polysome.suite.baseline.Baseline;

/** What is judged: an embedding, or a baseline beside it. */
public sealed interface Contender {

  /** Before the name of each baseline that does not belong to a run. */
  String BASELINE = "baseline/";

  /** After the name of a run. */
  String RANDOM_WEIGHTS = "/random_weights";

  /** What its rows are called. */
  String name();

  /**
   * The embedding (cells, dimensions) of all judged cells.
   *
   * @param fitted places of the cells that whatever has to be fitted is fitted on, ascending
   */
  DenseMatrix embed(int[] fitted);

  /**
   * The classes that some cells are said to have.
   *
   * @param labels the class of every judged cell
   * @param cells places of the cells
   */
  default int[] labelsOf(int[] labels, int[] cells) {
    int[] known = new int[cells.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = labels[cells[i]];
    }
    return known;
  }

  /** Whether a reader came to see it, so that it is drawn in every suite. */
  default boolean isDrawn() {
    return false;
  }

  /** An embedding that was fitted elsewhere: one of the file, or of a run. */
  record Fixed(String name, DenseMatrix points) implements Contender {
    @Override
    public DenseMatrix embed(int[] fitted) {
      return points;
    }

    @Override
    public boolean isDrawn() {
      return !name.endsWith(RANDOM_WEIGHTS);
    }
  }

  /** A baseline that does not belong to a run. */
  record Simple(Baseline baseline) implements Contender {
    @Override
    public String name() {
      return BASELINE + baseline.name();
    }

    @Override
    public DenseMatrix embed(int[] fitted) {
      return baseline.embed(fitted);
    }
  }

  /** An embedding whose labels are shuffled: what chance gives. */
  record ShuffledLabels(Contender of) implements Contender {
    @Override
    public String name() {
      return BASELINE + "shuffled_labels";
    }

    @Override
    public DenseMatrix embed(int[] fitted) {
      return of.embed(fitted);
    }

    @Override
    public int[] labelsOf(int[] labels, int[] cells) {
      int[] shuffled = of.labelsOf(labels, cells);
      RandomGenerator random = Seeds.generator(Seeds.of("shuffled labels"), Arrays.hashCode(cells));
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
