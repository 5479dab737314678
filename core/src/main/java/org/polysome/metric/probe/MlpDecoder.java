package org.polysome.metric.probe;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Definition;
import org.polysome.metric.StandardScaler;

/**
 * A network with three hidden layers, whose widths go in equal steps from that of the embedding to
 * the number of genes, trained on the mean squared error: the decoder of Tx-Evaluation (Bendidi et
 * al. 2024) as configured for Replogle et al.
 *
 * @param scaled whether each dimension is first brought to mean 0 and deviation 1, which the
 *     published code does not
 * @param plan how it is trained; no cells are held out
 */
public record MlpDecoder(boolean scaled, TrainingPlan plan) implements Decoder {

  private static final int HIDDEN_LAYERS = 3;

  /** As published: AdamW, 30 epochs, batches of 512, a rate of 0.0001 after a warm-up. */
  public static MlpDecoder published() {
    var plan =
        new TrainingPlan(
            new Adam(1e-6, true),
            List.of(1e-4),
            new Schedule.WarmupCosine(10, 3e-5),
            512,
            30,
            TrainingPlan.Stopping.never(1));
    return new MlpDecoder(false, plan);
  }

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public Definition flavor() {
    return new Definition(
        "%s-mlp-3-hidden-mse-%s".formatted(scaled ? "standard-scaler" : "unscaled", plan.text()));
  }

  @Override
  public DenseMatrix decode(DecoderTask task) {
    int columns = task.points().columns();
    StandardScaler scaler =
        scaled ? StandardScaler.fit(task.points()) : StandardScaler.none(columns);
    var network = new Perceptron(widths(columns, task.values().columns()), 0);
    var lesson = new Trainer.Lesson(scaler.scale(task.points()), new ValueTargets(task.values()));
    Trainer.Fit fit = new Trainer(network, plan).search(lesson, Optional.empty(), task.seed());
    return network.outputs(fit.parameters(), scaler.scale(task.test()));
  }

  /** The widths of all layers, those in between rounded down. */
  static int[] widths(int inputs, int genes) {
    int steps = HIDDEN_LAYERS + 1;
    return IntStream.rangeClosed(0, steps)
        .map(i -> (int) (inputs + (double) (genes - inputs) * i / steps))
        .toArray();
  }
}
