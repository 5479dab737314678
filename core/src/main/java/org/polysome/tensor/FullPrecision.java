package org.polysome.tensor;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * While open, matrix products of this thread run in the type of their inputs even where {@link
 * Autocast} is open around: for what rounding to bfloat16 would destroy, such as the inverse of a
 * matrix. Use with try-with-resources.
 */
public final class FullPrecision implements AutoCloseable {

  private final DeviceType device;
  private final boolean enabledBefore;

  /** Switches this thread to the inputs' own types on a device. */
  public FullPrecision(Device device) {
    Engine.load();
    this.device = device.engineType();
    enabledBefore = torch.is_autocast_enabled(this.device);
    torch.set_autocast_enabled(this.device, false);
  }

  @Override
  public void close() {
    torch.set_autocast_enabled(device, enabledBefore);
  }
}
