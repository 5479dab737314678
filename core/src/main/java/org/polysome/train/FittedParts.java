package org.polysome.train;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.polysome.corpus.Corpora;
import org.polysome.objective.LabelDictionary;
import org.polysome.tokenizer.Fitted;
import org.polysome.train.spec.TrainSpec;

/**
 * What a run knows of its training cells before its first step: fitted to them, or carried over
 * from the run that it starts from.
 *
 * @param tokenizer what the tokenizer knows of them
 * @param labels the labels of the columns that are read
 * @param parts what became of each part; empty where the run starts from no other
 */
record FittedParts(Fitted tokenizer, Map<String, LabelDictionary> labels, List<FittedPart> parts) {

  /** Copies lists and maps; columns are in the order of their names, as the run stores them. */
  FittedParts {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    parts = List.copyOf(parts);
  }

  /**
   * Fits what the last of some plans needs.
   *
   * @param plans stages, each starting from the one before; what is carried over from a stage that
   *     has not been trained yet is what will be fitted there, which depends on no step of it
   * @param corpora of the last plan
   * @param split of the last plan
   * @throws org.polysome.fault.UsageException if what is asked for is not there, or the run that it
   *     starts from knows other genes
   */
  static FittedParts of(List<Plan> plans, Corpora corpora, CellSplit split) {
    Plan plan = plans.getLast();
    Map<String, LabelDictionary> labels = LabelDictionaries.fit(plan, corpora, split);
    CarriedFit carried =
        earlier(plans)
            .map(run -> CarriedFit.of(run, plan, corpora.vocabulary()))
            .orElseGet(CarriedFit::none);
    Fitted fitted = TokenizerFit.fit(plan, corpora, split, carried);
    carried.labels(labels);
    return new FittedParts(
        fitted.withFlagged(
            FlaggedGenes.of(
                plan.tokenizer().fields(),
                corpora.vocabulary(),
                column -> Objects.requireNonNull(labels.get(column), column).categories())),
        labels,
        carried.parts());
  }

  private static Optional<Earlier> earlier(List<Plan> plans) {
    Optional<Path> from = plans.getLast().train().flatMap(TrainSpec::initFrom);
    if (plans.size() == 1 || from.isEmpty()) {
      return from.map(Run::open).map(Earlier::of);
    }
    List<Plan> before = plans.subList(0, plans.size() - 1);
    Plan plan = before.getLast();
    try (Corpora corpora = Corpora.open(plan.data().requireCorpora())) {
      FittedParts there = of(before, corpora, CellSplit.of(corpora, plan.data(), plan.seed()));
      return Optional.of(
          new Earlier(
              from.get().toString(),
              plan,
              corpora.vocabulary(),
              there.tokenizer(),
              there.labels()));
    }
  }

  /** Writes what became of each part into the folder of a new run, if it starts from another. */
  void write(Path folder) {
    if (!parts.isEmpty()) {
      RunFolder.write(folder.resolve(RunFolder.FITTED), RunFolder.json(parts));
    }
  }
}
