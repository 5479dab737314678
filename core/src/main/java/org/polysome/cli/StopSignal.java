package org.polysome.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.polysome.fault.Cancellation;

/**
 * Ctrl-C and SIGTERM. The Java machine answers both by running its shutdown hooks and ends with 130
 * or 143 when they return; this hook asks the running command to stop and waits until it has
 * written its checkpoint or deleted its unfinished output.
 */
final class StopSignal {

  private static final int PATIENCE_SECONDS = 3;
  private static final int LIMIT_SECONDS = 120;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Cancellation cancellation;
  private final PrintStream errors;

  private StopSignal(Cancellation cancellation, PrintStream errors) {
    this.cancellation = cancellation;
    this.errors = errors;
  }

  static StopSignal install(Cancellation cancellation, PrintStream errors) {
    StopSignal signal = new StopSignal(cancellation, errors);
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
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        errors.println("polysome: stopping after the current step");
        if (!finished.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          errors.println("polysome: gave up waiting; a hidden unfinished output may remain");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
