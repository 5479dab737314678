package org.polysome.train;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.polysome.fault.UsageException;
import org.polysome.nn.Traits;
import org.polysome.objective.ObjectiveSpec;
import org.polysome.tokenizer.Sampling;
import org.polysome.train.spec.TrainSpec;

/**
 * The parts of a plan, by their keys, that let what becomes of a cell depend on the other cells of
 * its batch. In training, small batches then do not add up to a large one; in embedding, the vector
 * of a cell is one of its batch.
 *
 * @param inTraining parts that do so where gradients are taken; those that do so only as they were
 *     published are not among them
 * @param inEmbedding parts that do so in embedding, which only {@code as-published} allows
 */
public record BatchDependence(List<String> inTraining, List<String> inEmbedding) {

  private static final String SAMPLING = "tokenizer.sampling";

  /** Copies the lists. */
  public BatchDependence {
    inTraining = List.copyOf(inTraining);
    inEmbedding = List.copyOf(inEmbedding);
  }

  /** Those of a plan. */
  public static BatchDependence of(Plan plan) {
    Sampling sampling = plan.tokenizer().sampling();
    List<String> ofTokens = sampling.batchIndependent() ? List.of() : List.of(SAMPLING);
    List<String> ofEmbedded = sampling.embedsAlone() ? List.of() : List.of(SAMPLING);
    Stream<String> ofObjectives =
        plan.objectives().stream()
            .filter(objective -> !objective.batchIndependent())
            .map(ObjectiveSpec::name)
            .map("objectives."::concat);
    Stream<String> ofModel = parts(plan, part -> part.batchIndependent() && !part.trainsAlone());
    return new BatchDependence(
        Stream.of(ofTokens.stream(), ofModel, ofObjectives).flatMap(parts -> parts).toList(),
        Stream.concat(ofEmbedded.stream(), parts(plan, part -> !part.batchIndependent())).toList());
  }

  private static Stream<String> parts(Plan plan, Predicate<Traits> wanted) {
    return plan.model().parts().entrySet().stream()
        .filter(part -> wanted.test(part.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .map(part -> part.isEmpty() ? "model" : "model." + part);
  }

  /**
   * Refuses to cut a step into batches where that would change what is trained.
   *
   * @throws UsageException naming the parts, unless {@code train.as-published} says so
   */
  public static void requireWholeSteps(Plan plan) {
    List<String> parts = of(plan).inTraining();
    int pieces = plan.train().map(TrainSpec::accumulate).orElse(1);
    if (pieces == 1 || parts.isEmpty() || plan.training().asPublished()) {
      return;
    }
    TrainSpec train = plan.training();
    throw new UsageException(
        ("train.accumulate: %d cuts a step of %d cells into batches of %d, and %s would not give"
                + " what the whole step gives, as %s on the other cells of the batch; use"
                + " train.accumulate=1 with a larger train.batch-size, leave the part out, or set"
                + " train.as-published=true to train like that")
            .formatted(
                pieces,
                train.cellsPerStep(),
                train.batchSize(),
                String.join(" and ", parts),
                parts.size() == 1 ? "it depends" : "they depend"));
  }
}
