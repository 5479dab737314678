package org.polysome.anndata.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5T_CSET_UTF8;
import static org.bytedeco.hdf5.global.hdf5.H5T_C_S1_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_NATIVE_DOUBLE_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_NATIVE_FLOAT_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_NATIVE_INT16_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_NATIVE_INT32_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_NATIVE_INT64_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_NATIVE_INT8_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_NATIVE_UINT8_g;
import static org.bytedeco.hdf5.global.hdf5.H5T_VARIABLE;
import static org.bytedeco.hdf5.global.hdf5.H5Tcopy;
import static org.bytedeco.hdf5.global.hdf5.H5Tenum_create;
import static org.bytedeco.hdf5.global.hdf5.H5Tenum_insert;
import static org.bytedeco.hdf5.global.hdf5.H5Tset_cset;
import static org.bytedeco.hdf5.global.hdf5.H5Tset_size;

import org.bytedeco.javacpp.BytePointer;

/**
 * The element types that are written. The library's type ids come from its {@code _g()} accessors:
 * the shorter ones of the Java binding return int and cut the ids off.
 */
enum ElementType {
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  UINT8(1),
  FLOAT32(4),
  FLOAT64(8),
  /** One byte, an enumeration FALSE, TRUE as h5py writes it. */
  BOOL(1),
  /** Variable-length UTF-8. */
  TEXT(8);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element in memory; for text those of its address. */
  int bytes() {
    return bytes;
  }

  /** A type id of the library, to be closed by the caller; {@link NativeHdf5#LOCK} is held. */
  long open() {
    return switch (this) {
      case INT8 -> H5Tcopy(H5T_NATIVE_INT8_g());
      case INT16 -> H5Tcopy(H5T_NATIVE_INT16_g());
      case INT32 -> H5Tcopy(H5T_NATIVE_INT32_g());
      case INT64 -> H5Tcopy(H5T_NATIVE_INT64_g());
      case UINT8 -> H5Tcopy(H5T_NATIVE_UINT8_g());
      case FLOAT32 -> H5Tcopy(H5T_NATIVE_FLOAT_g());
      case FLOAT64 -> H5Tcopy(H5T_NATIVE_DOUBLE_g());
      case BOOL -> bool();
      case TEXT -> text();
    };
  }

  private static long bool() {
    long type = H5Tenum_create(H5T_NATIVE_INT8_g());
    try (BytePointer value = new BytePointer(1)) {
      H5Tenum_insert(type, "FALSE", value.put((byte) 0));
      H5Tenum_insert(type, "TRUE", value.put((byte) 1));
    }
    return type;
  }

  private static long text() {
    long type = H5Tcopy(H5T_C_S1_g());
    H5Tset_size(type, H5T_VARIABLE);
    H5Tset_cset(type, H5T_CSET_UTF8);
    return type;
  }
}
