package org.polysome.train;

import java.util.Optional;
import org.polysome.encoder.gene.MatchedVectors;
import org.polysome.genes.Vocabulary;
import org.polysome.model.GivenVectors;

/**
 * A plan with the sizes that depend on files it names, and what was read from them.
 *
 * @param plan the plan, whose model can be built
 * @param vectors pretrained vectors of genes, if its model starts from some
 */
record StartingPlan(Plan plan, Optional<MatchedVectors> vectors) {

  /** Reads what a plan names, for the genes of its corpus. */
  static StartingPlan of(Plan asked, Vocabulary vocabulary) {
    return asked
        .model()
        .givenVectors()
        .map(given -> read(asked, given, vocabulary))
        .orElseGet(() -> new StartingPlan(asked, Optional.empty()));
  }

  private static StartingPlan read(Plan asked, GivenVectors given, Vocabulary vocabulary) {
    MatchedVectors read = given.read(vocabulary);
    return new StartingPlan(asked.withModel(given.fitted(read.vectors())), Optional.of(read));
  }
}
