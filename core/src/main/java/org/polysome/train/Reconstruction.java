package org.polysome.train;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.config.Names;
import org.polysome.fault.UsageException;
import org.polysome.model.FittedModel;
import org.polysome.objective.ObjectiveSpec;
import org.polysome.objective.ValueHead;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Target;

/**
 * How a run predicts the expression of cells.
 *
 * @param objective the name of the objective that does so; that of the model where it is fitted
 * @param place its place among the objectives; empty for a fitted model's own way back
 * @param asked whether values are asked one by one, or come for all genes of a cell at once
 * @param unit what a prediction is
 */
public record Reconstruction(
    String objective, OptionalInt place, ValueHead.Asked asked, ValueHead.Unit unit) {

  /**
   * What a run offers: all genes of a cell at once if one of its objectives predicts that, since it
   * takes one pass; else values hidden one after the other.
   *
   * @param objective the objective that is wanted; empty for that choice
   * @throws UsageException if the run, or the objective, predicts no expression
   */
  static Reconstruction of(Run run, Optional<String> objective) {
    List<Reconstruction> able =
        run.plan().model() instanceof FittedModel ? ofModel(run) : ofObjectives(run);
    if (able.isEmpty()) {
      throw new UsageException(
          run.folder()
              + ": predicts no expression: "
              + why(run)
              + "; use a run whose objectives predict values or counts");
    }
    if (objective.isPresent()) {
      return able.stream()
          .filter(one -> one.objective().equals(objective.get()))
          .findFirst()
          .orElseThrow(() -> new UsageException(refusal(run, objective.get(), able)));
    }
    return able.stream()
        .filter(one -> one.asked() == ValueHead.Asked.WHOLE_CELLS)
        .findFirst()
        .orElse(able.getFirst());
  }

  private static String why(Run run) {
    if (run.plan().model() instanceof FittedModel model) {
      return "its model (%s) is fitted and has no way back from a vector to genes"
          .formatted(name(model));
    }
    return "its objectives (%s) predict something else"
        .formatted(
            run.plan().objectives().stream()
                .map(ObjectiveSpec::name)
                .collect(Collectors.joining(", ")));
  }

  private static String refusal(Run run, String wanted, List<Reconstruction> able) {
    return "%s: no objective '%s' predicts expression; there is %s"
        .formatted(
            run.folder(),
            wanted,
            able.stream().map(Reconstruction::objective).collect(Collectors.joining(", ")));
  }

  private static String name(FittedModel model) {
    return Names.kebab(model.getClass().getSimpleName());
  }

  private static List<Reconstruction> ofModel(Run run) {
    FittedModel model = (FittedModel) run.plan().model();
    try (Parameters shapes = new Parameters(Device.META, run.plan().seed())) {
      return model
          .build(run.modelInputs(), shapes)
          .decoder()
          .map(
              back ->
                  new Reconstruction(
                      name(model),
                      OptionalInt.empty(),
                      ValueHead.Asked.WHOLE_CELLS,
                      ValueHead.Unit.VALUE))
          .stream()
          .toList();
    }
  }

  private static List<Reconstruction> ofObjectives(Run run) {
    MeasuredGenes all = MeasuredGenes.everything(1, run.vocabulary().size());
    try (Parameters shapes = new Parameters(Device.META, run.plan().seed())) {
      List<Optional<ValueHead>> heads =
          Learners.build(run.plan(), all, run.labels(), shapes).reconstructions();
      return IntStream.range(0, heads.size())
          .boxed()
          .flatMap(place -> heads.get(place).map(head -> of(run, place, head)).stream())
          .toList();
    }
  }

  private static Reconstruction of(Run run, int place, ValueHead head) {
    String name = run.plan().objectives().get(place).name();
    return new Reconstruction(name, OptionalInt.of(place), head.asked(), head.unit());
  }

  /** The columns of {@code obs} that it reads: those of the model and of the objective. */
  public Set<String> columns(Run run) {
    Set<String> columns = new LinkedHashSet<>(run.plan().model().labels());
    columns.addAll(run.plan().tokenizer().labels());
    place.ifPresent(
        own ->
            Target.Label.columns(run.plan().objectives().get(own).targets()).forEach(columns::add));
    return columns;
  }
}
