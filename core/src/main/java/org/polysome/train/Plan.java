package org.polysome.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.fault.UsageException;
import org.polysome.model.FittedModel;
import org.polysome.model.ModelSpec;
import org.polysome.model.State;
import org.polysome.objective.ObjectiveSpec;
import org.polysome.tokenizer.Target;
import org.polysome.tokenizer.TokenizerSpec;
import org.polysome.train.spec.DataSpec;
import org.polysome.train.spec.TrainSpec;

/**
 * Everything that decides what a pretraining gives: the record tree that {@code experiment.yaml} of
 * a run holds, with every default spelt out.
 *
 * @param seed of all random choices
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param data the cells
 * @param tokenizer from cells to tokens
 * @param model from tokens to vectors
 * @param objectives what is asked of the model; losses are summed. None of a fitted model
 * @param train how it is trained; absent for a fitted model
 */
public record Plan(
    @Default("42") long seed,
    @Default("cpu") String device,
    @Default("{}") DataSpec data,
    @Default("{}") TokenizerSpec tokenizer,
    @Default("token-model") ModelSpec model,
    @Default("[]") List<ObjectiveSpec> objectives,
    Optional<TrainSpec> train) {

  /** Checks that something is asked, and only once. */
  public Plan {
    objectives = List.copyOf(objectives);
    if (model instanceof FittedModel) {
      requireNothingTrained(data, objectives, train);
    } else {
      requireTraining(objectives, train);
    }
    List<String> names = new ArrayList<>();
    for (ObjectiveSpec objective : objectives) {
      if (names.contains(objective.name())) {
        throw new UsageException("objectives: " + objective.name() + " is there twice");
      }
      names.add(objective.name());
      requireFit(objective, model);
    }
    model.onlyLength().ifPresent(length -> requireLength(tokenizer.length(), length));
    Require.that(
        !(tokenizer.end() && model.readsWholeCells()),
        "tokenizer.end",
        "must be false for a model that reads whole cells and no tokens",
        true);
  }

  private static void requireFit(ObjectiveSpec objective, ModelSpec model) {
    Set<State> missing = EnumSet.noneOf(State.class);
    missing.addAll(objective.needs());
    missing.removeAll(model.gives());
    boolean masks =
        objective.targets().stream()
            .anyMatch(
                target ->
                    target instanceof Target.MaskedValues || target instanceof Target.MaskedGenes);
    if (missing.contains(State.VARIANCES)) {
      throw unfit(
          objective,
          "reads a distribution of each cell, and this model makes one vector; use the model scvi,"
              + " or another objective on the cell");
    }
    if (model.readsWholeCells() && (masks || !missing.isEmpty())) {
      throw unfit(
          objective,
          "is about tokens, and this model reads whole cells and no tokens; use"
              + " evidence-lower-bound, whole-cell-counts or another objective on whole cells");
    }
    if (!missing.isEmpty()) {
      throw unfit(
          objective,
          "reads the states of tokens, and this model gives one state per cell; use"
              + " cell-to-gene-values with a ratio, or another objective on the cell");
    }
  }

  private static UsageException unfit(ObjectiveSpec objective, String why) {
    return new UsageException("objectives: " + objective.name() + " " + why);
  }

  private static void requireNothingTrained(
      DataSpec data, List<ObjectiveSpec> objectives, Optional<TrainSpec> train) {
    Require.that(
        objectives.isEmpty(), "objectives", "must be left out of a fitted model", objectives);
    Require.that(
        train.isEmpty(), "train", "must be left out of a fitted model, which has no steps", train);
    Require.that(
        data.weights().stream().allMatch(weight -> weight == 1),
        "data",
        "must not weigh corpora for a fitted model, which reads every cell once",
        data.weights());
  }

  private static void requireTraining(List<ObjectiveSpec> objectives, Optional<TrainSpec> train) {
    Require.notEmpty("objectives", objectives);
    Require.that(
        train.isPresent(),
        "train",
        "must say how the model is trained, max-steps at least",
        "nothing");
  }

  /**
   * How the model is trained.
   *
   * @throws UsageException if it is a fitted model
   */
  public TrainSpec training() {
    return train.orElseThrow(
        () -> new UsageException("train: this model is fitted, so that train plays no part"));
  }

  private static void requireLength(int given, int needed) {
    if (given != needed) {
      throw new UsageException(
          "tokenizer.length: the backbone works at %d tokens only, got %d; give both the same"
              .formatted(needed, given));
    }
  }

  /** The same plan, with a corpus and files that are found from any working folder. */
  public Plan absolute() {
    return new Plan(seed, device, data.absolute(), tokenizer, model.absolute(), objectives, train);
  }

  /** The same plan, starting from the weights of another run. */
  Plan startingFrom(Path run) {
    return new Plan(
        seed,
        device,
        data,
        tokenizer,
        model,
        objectives,
        Optional.of(training().startingFrom(run)));
  }

  /** The same plan with another tokenizer. */
  Plan withTokenizer(TokenizerSpec other) {
    return new Plan(seed, device, data, other, model, objectives, train);
  }

  /** The same plan with another model. */
  Plan withModel(ModelSpec other) {
    return new Plan(seed, device, data, tokenizer, other, objectives, train);
  }

  /** What objectives, model and fields need the tokenizer to put into a batch. */
  public List<Target> targets() {
    return Stream.concat(
            objectives.stream().flatMap(objective -> objective.targets().stream()),
            Stream.concat(model.labels().stream(), tokenizer.labels().stream())
                .map(Target.Label::new))
        .distinct()
        .toList();
  }

  /** The columns of {@code obs} whose labels are read. */
  public List<String> labels() {
    return Target.Label.columns(targets()).toList();
  }
}
