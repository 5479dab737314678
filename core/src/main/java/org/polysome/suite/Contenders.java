package org.polysome.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.matrix.DenseMatrix;
import org.polysome.suite.map.FiniteEmbedding;

/** Gathers what is judged on one input. */
final class Contenders {

  /** Two embeddings by one model differ by less than this share of their largest number. */
  private static final double SAME = 1e-4;

  private final AnnDataFile file;
  private final JudgedCells cells;
  private final List<Contender> all = new ArrayList<>();

  Contenders(AnnDataFile file, JudgedCells cells) {
    this.file = file;
    this.cells = cells;
  }

  /** An embedding that the file holds. */
  void add(String key) {
    all.add(new Contender.Fixed(key, FiniteEmbedding.of(file, key, cells.rows())));
  }

  /**
   * A run, and if baselines are wanted its untrained twin.
   *
   * @return the key of the file that holds the embedding of the run already, if one does: then it
   *     is judged once, under that key; not where it is one of several of its run, whose curves
   *     would have a hole
   */
  Optional<String> add(JudgedModel model, boolean untrained) {
    Contender.Fixed embedding = finite(model.name(), model.embed(file));
    Optional<String> same =
        !model.point().isWhole()
            ? Optional.empty()
            : all.stream()
                .filter(other -> isSame(other, embedding))
                .map(Contender::name)
                .findFirst();
    if (same.isEmpty()) {
      all.add(embedding);
    }
    if (untrained) {
      model
          .embedUntrained(file)
          .ifPresent(vectors -> add(model.runName() + Contender.RANDOM_WEIGHTS, vectors));
    }
    return same;
  }

  private static boolean isSame(Contender other, Contender.Fixed embedding) {
    return other instanceof Contender.Fixed fixed
        && fixed.points().rows() == embedding.points().rows()
        && fixed.points().columns() == embedding.points().columns()
        && areClose(fixed.points().values(), embedding.points().values());
  }

  private static boolean areClose(double[] a, double[] b) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i]));
      difference = Math.max(difference, Math.abs(a[i] - b[i]));
    }
    return difference <= SAME * largest;
  }

  void add(Contender contender) {
    all.add(contender);
  }

  List<Contender> all() {
    return List.copyOf(all);
  }

  private void add(String name, DenseMatrix whole) {
    all.add(finite(name, whole));
  }

  private Contender.Fixed finite(String name, DenseMatrix whole) {
    return new Contender.Fixed(name, FiniteEmbedding.check(file, name, whole).select(cells.rows()));
  }
}
