package org.polysome.train.loop;

import java.util.ArrayList;
import java.util.List;
import org.polysome.tensor.Tensor;
import org.polysome.train.store.StepLosses;

/**
 * The losses of the steps since the last line of metrics. They stay on the device until somebody
 * reads them: reading waits for all work before, which a step must not.
 */
public final class LossLedger implements AutoCloseable {

  private record Unread(long step, Tensor sums, long[] counts) {}

  private final List<StepLosses> read;
  private final List<Unread> unread = new ArrayList<>();

  /** A ledger that begins with losses that were read before. */
  public LossLedger(List<StepLosses> soFar) {
    read = new ArrayList<>(soFar);
  }

  /**
   * Takes the losses of one step.
   *
   * @param sums sum of each term, float64, owned by the ledger from here on
   */
  void add(long step, Tensor sums, long[] counts) {
    unread.add(new Unread(step, sums, counts));
  }

  /** All losses since the last {@link #clear}, in the order of the steps. */
  public List<StepLosses> read() {
    for (Unread step : unread) {
      read.add(new StepLosses(step.step, step.sums.toDoubles(), step.counts));
    }
    close();
    return List.copyOf(read);
  }

  /** Forgets what was read. */
  public void clear() {
    read.clear();
  }

  @Override
  public void close() {
    unread.forEach(step -> step.sums.close());
    unread.clear();
  }
}
