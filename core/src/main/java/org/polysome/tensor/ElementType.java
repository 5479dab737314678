package org.polysome.tensor;

import java.util.Arrays;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a tensor's elements are, with the name that the safetensors format gives each. */
public enum ElementType {
  /** 32-bit float: parameters, losses, embeddings. */
  FLOAT32(ScalarType.Float, "F32", 4),
  /** 64-bit float: oracles in tests. */
  FLOAT64(ScalarType.Double, "F64", 8),
  /** 16-bit float with the exponent of a 32-bit one: activations where measured faster. */
  BFLOAT16(ScalarType.BFloat16, "BF16", 2),
  /** Signed 32-bit integer: token ids. */
  INT32(ScalarType.Int, "I32", 4),
  /** Signed 64-bit integer: indices. */
  INT64(ScalarType.Long, "I64", 8),
  /** Unsigned 8-bit integer: token kinds. */
  UINT8(ScalarType.Byte, "U8", 1),
  /** Truth value, one byte each. */
  BOOL(ScalarType.Bool, "BOOL", 1);

  final ScalarType engine;
  private final String formatName;
  private final int bytes;

  ElementType(ScalarType engine, String formatName, int bytes) {
    this.engine = engine;
    this.formatName = formatName;
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether it is a floating-point type, which can have gradients. */
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64 || this == BFLOAT16;
  }

  /** The name in a safetensors header, such as {@code F32}. */
  String formatName() {
    return formatName;
  }

  static ElementType of(ScalarType type) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.engine.value == type.value)
        .findFirst()
        .orElseThrow(() -> new EngineException("element type " + type + " is not used here"));
  }
}
