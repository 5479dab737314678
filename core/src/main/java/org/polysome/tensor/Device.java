package org.polysome.tensor;

import java.util.Locale;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.polysome.fault.EnvironmentException;
import org.polysome.fault.UsageException;

/**
 * Where a tensor lives.
 *
 * @param kind processor, accelerator, or nowhere
 * @param index which accelerator, from 0
 */
public record Device(Kind kind, int index) {

  /** The kinds of device. */
  public enum Kind {
    /** Main memory and the processor's cores. */
    CPU,
    /** An NVIDIA accelerator, where the engine was built with it. */
    CUDA,
    /**
     * No memory at all: tensors have shapes and no numbers, which is how parameters are counted.
     */
    META
  }

  /** Main memory. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  /** Shapes without numbers. */
  public static final Device META = new Device(Kind.META, 0);

  /** Checks the index. */
  public Device {
    if (index < 0 || (kind != Kind.CUDA && index != 0)) {
      throw new IllegalArgumentException("device index " + index + " of " + kind);
    }
  }

  /**
   * The device a configuration names: {@code cpu}, {@code cuda} or {@code cuda:N}.
   *
   * @throws UsageException if the name is none of these
   * @throws EnvironmentException if the engine or the machine has no such device
   */
  public static Device parse(String name) {
    if (name.equals("cpu")) {
      return CPU;
    }
    if (!name.matches("cuda(:\\d{1,2})?")) {
      throw new UsageException("device: '" + name + "' is not cpu, cuda or cuda:N");
    }
    Engine.load();
    if (!torch.cuda_is_available()) {
      throw new EnvironmentException(
          "device: " + name + " was asked for, but the engine sees no CUDA device; use cpu");
    }
    return new Device(Kind.CUDA, name.length() > 4 ? Integer.parseInt(name.substring(5)) : 0);
  }

  DeviceType engineType() {
    return switch (kind) {
      case CPU -> DeviceType.CPU;
      case CUDA -> DeviceType.CUDA;
      case META -> DeviceType.Meta;
    };
  }

  org.bytedeco.pytorch.Device engine() {
    return kind == Kind.CUDA
        ? new org.bytedeco.pytorch.Device(engineType(), (byte) index)
        : new org.bytedeco.pytorch.Device(engineType());
  }

  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return kind == Kind.CUDA ? name + ":" + index : name;
  }
}
