package org.polysome.tensor;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * While open, matrix products of this thread run in bfloat16 and parameters stay float32; gradients
 * of parameters come out float32. Softmax and layer norm come out bfloat16, so losses convert
 * first. The backward pass runs outside. Use with try-with-resources.
 */
public final class Autocast implements AutoCloseable {

  private final DeviceType device;
  private final boolean enabledBefore;
  private final ScalarType typeBefore;

  /** Switches this thread to bfloat16 on a device. */
  public Autocast(Device device) {
    Engine.load();
    this.device = device.engineType();
    enabledBefore = torch.is_autocast_enabled(this.device);
    typeBefore = torch.get_autocast_dtype(this.device);
    torch.set_autocast_dtype(this.device, ScalarType.BFloat16);
    torch.set_autocast_enabled(this.device, true);
    torch.increment_nesting();
  }

  /** Whether matrix products of this thread run in bfloat16 on a device. */
  public static boolean isOpen(Device device) {
    return torch.is_autocast_enabled(device.engineType());
  }

  @Override
  public void close() {
    if (torch.decrement_nesting() == 0) {
      torch.clear_cache();
    }
    torch.set_autocast_enabled(device, enabledBefore);
    torch.set_autocast_dtype(device, typeBefore);
  }
}
