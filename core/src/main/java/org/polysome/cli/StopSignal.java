package org.polysome.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.polysome.fault.Cancellation;

/**
 * Ctrl-C and SIGTERM. The Java machine answers both by running its shutdown hooks and ends with 130
 * or 143 when they return; this hook asks the running command to stop and waits until it has
 * written its checkpoint or deleted its unfinished output.
 */
final class StopSignal {

  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Cancellation cancellation;
  private final PrintStream errors;
  private final Patience patience;

  private StopSignal(Cancellation cancellation, PrintStream errors, Patience patience) {
    this.cancellation = cancellation;
    this.errors = errors;
    this.patience = patience;
  }

  /**
   * How long the hook waits for the command.
   *
   * @param silent until the person is told what is waited for
   * @param further from then on, until the process ends without the command
   */
  record Patience(Duration silent, Duration further) {

    /** Enough for one step and a checkpoint. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(120));
  }

  static StopSignal install(Cancellation cancellation, PrintStream errors, Patience patience) {
    StopSignal signal = new StopSignal(cancellation, errors, patience);
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop-signal"));
    return signal;
  }

  /** Says that the command has come to its end, so that the process may go. */
  void finished() {
    finished.countDown();
  }

  private void stop() {
    if (finished.getCount() == 0) {
      return;
    }
    cancellation.request();
    try {
      if (isOver(patience.silent)) {
        return;
      }
      errors.println("polysome: stopping after the current step");
      if (!isOver(patience.further)) {
        errors.println("polysome: gave up waiting; a hidden unfinished output may remain");
        errors.flush();
        AbruptEnd.now(status());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOver(Duration limit) throws InterruptedException {
    return finished.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Java tells a hook of the signal only by the name of the thread that waits for the hooks. */
  private static int status() {
    return Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("SIGINT handler"))
        ? INTERRUPTED
        : TERMINATED;
  }
}
