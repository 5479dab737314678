package org.polysome.tensor;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of number that torch stores, by the class of their storage, and what they become. */
enum TorchStorage {
  FLOAT("torch.FloatStorage", 4, ElementType.FLOAT32),
  DOUBLE("torch.DoubleStorage", 8, ElementType.FLOAT64),
  /** Widened to 32 bits, which hold every 16-bit float exactly. */
  HALF("torch.HalfStorage", 2, ElementType.FLOAT32),
  BFLOAT16("torch.BFloat16Storage", 2, ElementType.BFLOAT16),
  LONG("torch.LongStorage", 8, ElementType.INT64),
  INT("torch.IntStorage", 4, ElementType.INT32),
  BYTE("torch.ByteStorage", 1, ElementType.UINT8),
  BOOL("torch.BoolStorage", 1, ElementType.BOOL);

  final String className;
  final int bytes;
  final ElementType type;

  TorchStorage(String className, int bytes, ElementType type) {
    this.className = className;
    this.bytes = bytes;
    this.type = type;
  }

  static Optional<TorchStorage> of(String className) {
    return Arrays.stream(values()).filter(kind -> kind.className.equals(className)).findFirst();
  }
}
