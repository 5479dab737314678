package org.polysome.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.fault.DataException;
import org.polysome.matrix.DenseMatrix;

/** Gathers what is judged on one input. */
final class Contenders {

  private final AnnDataFile file;
  private final JudgedCells cells;
  private final List<Contender> all = new ArrayList<>();

  Contenders(AnnDataFile file, JudgedCells cells) {
    this.file = file;
    this.cells = cells;
  }

  /** An embedding that the file holds. */
  void add(String key) {
    add(key, file.embedding(key));
  }

  /** A run, and if baselines are wanted its untrained twin. */
  void add(JudgedModel model, boolean untrained) {
    add(model.name(), model.embed(file));
    if (untrained) {
      add(model.name() + Contender.RANDOM_WEIGHTS, model.embedUntrained(file));
    }
  }

  /** The baselines that need no run; those of expression only where there is some. */
  void addBaselines(Optional<Expression> expression) {
    Contender first = all.getFirst();
    expression.ifPresent(
        values -> {
          all.add(new Contender.Components(values));
          all.add(new Contender.VariableGenes(values));
        });
    all.add(new Contender.ShuffledLabels(first));
  }

  List<Contender> all() {
    return List.copyOf(all);
  }

  private void add(String name, DenseMatrix whole) {
    DenseMatrix chosen = whole.select(cells.rows());
    for (int i = 0; i < chosen.values().length; i++) {
      if (!Double.isFinite(chosen.values()[i])) {
        throw new DataException(
            "embedding '%s' of %s holds %s in cell '%s', dimension %d; it must be finite to be judged"
                .formatted(
                    name,
                    file.path(),
                    chosen.values()[i],
                    cells.names().get(i / chosen.columns()),
                    i % chosen.columns()));
      }
    }
    all.add(new Contender.Fixed(name, chosen));
  }
}
