package org.polysome.train;

import java.util.Map;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.objective.LabelDictionary;
import org.polysome.tokenizer.Fitted;

/**
 * What the run that another one starts from has fitted to its own training cells.
 *
 * @param name the run, in words
 * @param plan what it was or will be made by
 * @param vocabulary the genes that it knows
 * @param fitted what its tokenizer knows of its training cells
 * @param labels the labels of the columns that it reads
 */
record Earlier(
    String name,
    Plan plan,
    Vocabulary vocabulary,
    Fitted fitted,
    Map<String, LabelDictionary> labels) {

  /** Copies the labels. */
  Earlier {
    labels = Map.copyOf(labels);
  }

  /** What a run on the disk has fitted. */
  static Earlier of(Run run) {
    return new Earlier(
        run.folder().toString(), run.plan(), run.vocabulary(), run.fitted(), run.labels());
  }

  /**
   * The genes that a new run shares with it.
   *
   * @throws UsageException if there are none
   */
  GeneMatch match(Plan other, Vocabulary genes) {
    GeneMatch match =
        GeneMatch.of(vocabulary, genes, GeneMatch.Kinds.of(plan.tokenizer(), other.tokenizer()));
    if (match.both() == 0) {
      throw new UsageException(
          ("train.init-from: %s knows genes such as '%s' and the corpus genes such as '%s', and none"
                  + " is the same; build the corpus with names of the same kind")
              .formatted(name, vocabulary.name(0), genes.name(0)));
    }
    return match;
  }
}
