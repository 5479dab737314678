package org.polysome.metric.probe;

import java.util.List;
import java.util.Locale;

/**
 * How a network is trained on cells.
 *
 * @param optimizer what moves the parameters
 * @param rates the learning rates that are tried; the best on validation cells is kept, the first
 *     where there are none
 * @param schedule how the rate changes in a training
 * @param batch cells of a step; the order of the cells is drawn anew in each epoch
 * @param epochs at most
 * @param stopping when it looks at validation cells, and when it ends
 */
public record TrainingPlan(
    Adam optimizer,
    List<Double> rates,
    Schedule schedule,
    int batch,
    int epochs,
    Stopping stopping) {

  /**
   * How validation cells are used. The weights that are kept are those of the judgement with the
   * best score.
   *
   * @param every how many epochs lie between two judgements
   * @param patience ends after so many judgements in a row without a lower loss
   */
  public record Stopping(int every, int patience) {

    /** For the record of a result: nothing where it never ends early. */
    String text() {
      return patience == Integer.MAX_VALUE ? "" : "-patience-" + patience;
    }

    /** Never ends early. */
    public static Stopping never(int every) {
      return new Stopping(every, Integer.MAX_VALUE);
    }
  }

  /** Checks the sizes. */
  public TrainingPlan {
    rates = List.copyOf(rates);
    if (rates.isEmpty() || batch < 1 || epochs < 1 || stopping.every < 1) {
      throw new IllegalArgumentException(
          "rates %s, batch of %d, %d epochs, judged every %d"
              .formatted(rates, batch, epochs, stopping.every));
    }
  }

  /** The exact plan in one word, for the record of a result. */
  String text() {
    String tried = String.join("_", rates.stream().map(String::valueOf).toList());
    return "%s-decay-%s-rate-%s-%s-batch-%d-epochs-%d%s"
        .formatted(
            optimizer.name(),
            optimizer.decay(),
            tried,
            schedule.text(),
            batch,
            epochs,
            stopping.text())
        .toLowerCase(Locale.ROOT);
  }
}
