package org.polysome.suite.relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.suite.Baselines;
import org.polysome.suite.Expression;
import org.polysome.suite.GeneTables;
import org.polysome.suite.GeneVectors;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.JudgedModel;
import org.polysome.suite.RunModel;
import org.polysome.suite.baseline.TrainedBaseline;

/** The gene vectors that are judged on one input: those of runs, then baselines. */
final class GeneSources {

  /** As many as the transposed PCA of TxFM's paper has (table 4). */
  private static final int COMPONENTS = 1024;

  private static final int RANDOM_DIMENSIONS = 128;

  private final List<GeneSource> sources = new ArrayList<>();

  private GeneSources() {}

  static List<GeneSource> of(JudgedInput input, Optional<Expression> expression) {
    var found = new GeneSources();
    for (JudgedModel model : input.models()) {
      if (model instanceof RunModel run) {
        GeneTables tables = new GeneTables(run.run(), run.checkpoint());
        found.add(model.name(), tables.codebook(), tables.decoder());
      }
    }
    if (input.settings().baselines() == Baselines.ALL) {
      input
          .trained()
          .map(trained -> trained.of(TrainedBaseline.scvi()))
          .ifPresent(scvi -> found.add("baseline/scvi", scvi.codebook(), scvi.decoder()));
    }
    if (input.settings().baselines() != Baselines.NONE) {
      expression.ifPresent(found::addComponents);
      found.addRandom(input);
    }
    return found.sources;
  }

  private void add(String name, Optional<GeneVectors> codebook, Optional<GeneVectors> decoder) {
    codebook.ifPresent(vectors -> sources.add(new GeneSource(name + "/codebook", vectors)));
    decoder.ifPresent(vectors -> sources.add(new GeneSource(name + "/decoder", vectors)));
  }

  private void addComponents(Expression expression) {
    sources.add(new GeneSource("baseline/pca", GeneVectors.ofComponents(expression, COMPONENTS)));
  }

  private void addRandom(JudgedInput input) {
    List<String> genes =
        sources.isEmpty() ? input.file().var("X").index() : sources.getLast().vectors().genes();
    sources.add(GeneSource.random(genes, RANDOM_DIMENSIONS, input.settings().seed()));
  }
}
