package org.polysome.tensor;

import org.bytedeco.pytorch.GradMode;

/**
 * While open, operations of this thread keep no history for gradients. Use with try-with-resources.
 */
public final class NoGradient implements AutoCloseable {

  private final boolean before;

  /** Stops recording in this thread. */
  public NoGradient() {
    Engine.load();
    before = GradMode.is_enabled();
    GradMode.set_enabled(false);
  }

  @Override
  public void close() {
    GradMode.set_enabled(before);
  }
}
