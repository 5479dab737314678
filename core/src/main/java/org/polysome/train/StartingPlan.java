package org.polysome.train;

import java.util.Optional;
import org.polysome.encoder.gene.MatchedVectors;
import org.polysome.genes.Vocabulary;

/**
 * A plan with the sizes that depend on files it names, and what was read from them.
 *
 * @param plan the plan, whose model can be built
 * @param vectors pretrained vectors of genes, if its model starts from some
 */
record StartingPlan(Plan plan, Optional<MatchedVectors> vectors) {

  /** Reads what a plan names, for the genes of its corpus. */
  static StartingPlan of(Plan asked, Vocabulary vocabulary) {
    Optional<MatchedVectors> read = asked.model().readGeneVectors(vocabulary);
    Plan plan =
        read.map(matched -> asked.withModel(asked.model().withGeneVectors(matched.vectors())))
            .orElse(asked);
    return new StartingPlan(plan, read);
  }
}
