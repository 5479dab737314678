package org.polysome.train.loop;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.polysome.objective.Term;
import org.polysome.train.log.EventFile;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;
import org.polysome.train.store.StepLosses;

/** Writes what the losses were, to {@code metrics.jsonl} and to TensorBoard. */
public final class TrainLog implements AutoCloseable {

  private final Learner learner;
  private final MetricsFile metrics;
  private final EventFile events;

  /**
   * Opens the logs of a run.
   *
   * @param step steps done; what was written about later ones is cut
   */
  public TrainLog(Path run, long step, Learner learner) {
    this.learner = learner;
    this.metrics = MetricsFile.open(run.resolve(MetricsFile.NAME), step);
    this.events = EventFile.create(run.resolve("events"), step);
  }

  /** Writes the mean over some steps of training, and returns the loss. */
  double training(double epoch, List<StepLosses> steps, double learningRate) {
    long step = steps.getLast().step();
    double loss = steps.stream().mapToDouble(learner::loss).average().orElseThrow();
    OptionalDouble rate = OptionalDouble.of(learningRate);
    write(new Metrics(step, epoch, Metrics.TRAIN, loss, means(steps), rate));
    events.append(step, Map.of("learning_rate", learningRate));
    return loss;
  }

  /** Writes the losses on held-out cells, and returns the loss. */
  double validation(double epoch, StepLosses losses) {
    double loss = learner.loss(losses);
    write(
        new Metrics(
            losses.step(),
            epoch,
            Metrics.VALIDATION,
            loss,
            means(List.of(losses)),
            OptionalDouble.empty()));
    return loss;
  }

  /**
   * Tells TensorBoard how fast it goes; the metrics hold only what does not depend on the clock.
   */
  void speed(long step, double cellsPerSecond) {
    events.append(step, Map.of("cells_per_second", cellsPerSecond));
  }

  /** Returns once every line is on the disk. */
  void force() {
    metrics.force();
  }

  @Override
  public void close() {
    metrics.close();
    events.close();
  }

  private void write(Metrics line) {
    metrics.append(line);
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put(line.split() + "/loss", line.loss());
    line.terms().forEach((term, value) -> scalars.put(line.split() + "/" + term, value));
    events.append(line.step(), scalars);
  }

  /** The mean of each term over the steps that had it. */
  private Map<String, Double> means(List<StepLosses> steps) {
    Map<String, Double> means = new LinkedHashMap<>();
    List<Term> terms = learner.terms();
    for (int i = 0; i < terms.size(); i++) {
      int term = i;
      steps.stream()
          .filter(step -> step.counts()[term] > 0)
          .mapToDouble(step -> step.mean(term))
          .average()
          .ifPresent(mean -> means.put(terms.get(term).name(), mean));
    }
    return means;
  }
}
