package org.polysome.anndata.hdf5;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;

/**
 * How numbers lie in the bytes of a dataset, and how they become Java numbers. Truth values are
 * numbers 0 and 1.
 *
 * @param kind signed or unsigned whole numbers, floating point, or truth values
 * @param bytes bytes of one number
 * @param order byte order
 */
record NumericType(Kind kind, int bytes, ByteOrder order) {

  /** The largest whole number up to which every whole number is a float32. */
  private static final long EXACT_IN_FLOAT = 1L << 24;

  /** Whole numbers up to here are told apart from other float64. */
  private static final double EXACT_IN_DOUBLE = 0x1p53;

  enum Kind {
    SIGNED,
    UNSIGNED,
    FLOAT,
    BOOLEAN
  }

  /** A whole number that float32 would change. */
  static final class InexactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InexactException(String number) {
      super(number);
    }
  }

  /** The type of a dataset if it holds numbers or truth values. */
  static Optional<NumericType> of(DataType type) {
    return switch (type) {
      case FixedPoint t ->
          Optional.of(
              new NumericType(
                  t.isSigned() ? Kind.SIGNED : Kind.UNSIGNED, t.getSize(), t.getByteOrder()));
      case FloatingPoint t when t.getSize() <= 8 ->
          Optional.of(new NumericType(Kind.FLOAT, t.getSize(), t.getByteOrder()));
      case EnumDataType t when isBoolean(t) ->
          Optional.of(new NumericType(Kind.BOOLEAN, 1, ByteOrder.LITTLE_ENDIAN));
      default -> Optional.empty();
    };
  }

  private static boolean isBoolean(EnumDataType type) {
    return type.getBaseType().getSize() == 1
        && type.getEnumMapping().size() == 2
        && "FALSE".equals(type.getEnumMapping().get(0))
        && "TRUE".equals(type.getEnumMapping().get(1));
  }

  /** The name numpy has for it. */
  String numpy() {
    return kind == Kind.BOOLEAN
        ? "bool"
        : switch (kind) {
              case SIGNED -> "int";
              case UNSIGNED -> "uint";
              default -> "float";
            }
            + String.format(Locale.ROOT, "%d", bytes * 8);
  }

  boolean isFloat() {
    return kind == Kind.FLOAT;
  }

  /** Decodes {@code count} numbers that start at number {@code from} of the bytes. */
  void floats(ByteBuffer source, int from, float[] to, int offset, int count) {
    ByteBuffer at = at(source, from);
    if (isFloat() && bytes == 4) {
      at.asFloatBuffer().get(to, offset, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      to[offset + i] = isFloat() ? narrow(decimal(at)) : narrow(integer(at));
    }
  }

  /** Decodes as float64. */
  void doubles(ByteBuffer source, int from, double[] to, int offset, int count) {
    ByteBuffer at = at(source, from);
    for (int i = 0; i < count; i++) {
      to[offset + i] = isFloat() ? decimal(at) : integer(at);
    }
  }

  /** Decodes whole numbers; must not be called on floating point. */
  void longs(ByteBuffer source, int from, long[] to, int offset, int count) {
    ByteBuffer at = at(source, from);
    for (int i = 0; i < count; i++) {
      to[offset + i] = integer(at);
    }
  }

  /** Decodes indices that must lie in [0, bound). */
  void indices(ByteBuffer source, int from, IndexTarget target) {
    ByteBuffer at = at(source, from);
    for (int i = 0; i < target.count; i++) {
      long index = bytes == 4 ? at.getInt() : integer(at);
      if (index < 0 || index >= target.bound) {
        throw new IndexOutOfBoundsException("index " + index + " of " + target.bound);
      }
      target.to[target.offset + i] = (int) index;
    }
  }

  /** Where decoded indices go, and the number they must stay below. */
  record IndexTarget(int[] to, int offset, int count, int bound) {}

  private ByteBuffer at(ByteBuffer source, int from) {
    return source.duplicate().position(Math.multiplyExact(from, bytes)).slice().order(order);
  }

  private long integer(ByteBuffer at) {
    return switch (bytes) {
      case 1 -> kind == Kind.SIGNED ? at.get() : Byte.toUnsignedLong(at.get());
      case 2 -> kind == Kind.SIGNED ? at.getShort() : Short.toUnsignedLong(at.getShort());
      case 4 -> kind == Kind.SIGNED ? at.getInt() : Integer.toUnsignedLong(at.getInt());
      default -> {
        long value = at.getLong();
        if (kind == Kind.UNSIGNED && value < 0) {
          throw new InexactException(Long.toUnsignedString(value));
        }
        yield value;
      }
    };
  }

  private double decimal(ByteBuffer at) {
    return switch (bytes) {
      case 2 -> Float.float16ToFloat(at.getShort());
      case 4 -> at.getFloat();
      default -> at.getDouble();
    };
  }

  private static float narrow(long value) {
    float narrow = value;
    if (Math.abs(value) > EXACT_IN_FLOAT && (long) narrow != value) {
      throw new InexactException(Long.toString(value));
    }
    return narrow;
  }

  private static float narrow(double value) {
    float narrow = (float) value;
    if (narrow != value
        && Math.abs(value) > EXACT_IN_FLOAT
        && Math.abs(value) <= EXACT_IN_DOUBLE
        && value == Math.rint(value)) {
      throw new InexactException(Double.toString(value));
    }
    return narrow;
  }
}
