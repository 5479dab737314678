package org.polysome.anndata.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Aclose;
import static org.bytedeco.hdf5.global.hdf5.H5Acreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Awrite;
import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_RDWR;
import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_TRUNC;
import static org.bytedeco.hdf5.global.hdf5.H5F_CLOSE_STRONG;
import static org.bytedeco.hdf5.global.hdf5.H5Fclose;
import static org.bytedeco.hdf5.global.hdf5.H5Fcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Fopen;
import static org.bytedeco.hdf5.global.hdf5.H5Gclose;
import static org.bytedeco.hdf5.global.hdf5.H5Gcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Ldelete;
import static org.bytedeco.hdf5.global.hdf5.H5Oclose;
import static org.bytedeco.hdf5.global.hdf5.H5Oopen;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_FILE_ACCESS_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_LINK_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pclose;
import static org.bytedeco.hdf5.global.hdf5.H5Pcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_create_intermediate_group;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_fclose_degree;
import static org.bytedeco.hdf5.global.hdf5.H5S_SCALAR;
import static org.bytedeco.hdf5.global.hdf5.H5Sclose;
import static org.bytedeco.hdf5.global.hdf5.H5Screate;
import static org.bytedeco.hdf5.global.hdf5.H5Screate_simple;
import static org.bytedeco.hdf5.global.hdf5.H5Tclose;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** An HDF5 file open for writing through libhdf5. */
final class NativeFile implements AutoCloseable {

  private final Path path;
  private final long id;
  private boolean open = true;

  private NativeFile(Path path, long id) {
    this.path = path;
    this.id = id;
  }

  /** A new file, replacing what is there. */
  static NativeFile create(Path path) {
    synchronized (NativeHdf5.LOCK) {
      NativeHdf5.quiet();
      long access = access();
      long id = H5Fcreate(path.toString(), H5F_ACC_TRUNC, H5P_DEFAULT, access);
      H5Pclose(access);
      return new NativeFile(path, NativeHdf5.check(id, path));
    }
  }

  /** An existing file, to add to. */
  static NativeFile openToAdd(Path path) {
    synchronized (NativeHdf5.LOCK) {
      NativeHdf5.quiet();
      long access = access();
      long id = H5Fopen(path.toString(), H5F_ACC_RDWR, access);
      H5Pclose(access);
      return new NativeFile(path, NativeHdf5.check(id, path));
    }
  }

  /** Closing the file closes whatever a fault has left open in it. */
  private static long access() {
    long access = H5Pcreate(H5P_CLS_FILE_ACCESS_ID_g());
    H5Pset_fclose_degree(access, H5F_CLOSE_STRONG);
    return access;
  }

  void group(String name) {
    synchronized (NativeHdf5.LOCK) {
      long links = linkCreation();
      long group = H5Gcreate2(id, name, links, H5P_DEFAULT, H5P_DEFAULT);
      NativeHdf5.check(group, path);
      H5Pclose(links);
      H5Gclose(group);
    }
  }

  /** Groups on the way are made, so that a key may have slashes, as anndata allows. */
  static long linkCreation() {
    long links = H5Pcreate(H5P_CLS_LINK_CREATE_ID_g());
    H5Pset_create_intermediate_group(links, 1);
    return links;
  }

  NativeDataset dataset(String name, ElementType type, Layout layout) {
    return new NativeDataset(path, id, name, type, layout);
  }

  void delete(String name) {
    synchronized (NativeHdf5.LOCK) {
      NativeHdf5.check(H5Ldelete(id, name, H5P_DEFAULT), path);
    }
  }

  /** Says how an object is encoded, in anndata's two attributes. */
  void encoding(String object, String type, String version) {
    attribute(object, "encoding-type", type);
    attribute(object, "encoding-version", version);
  }

  void attribute(String object, String name, String value) {
    try (NativeTexts text = new NativeTexts(List.of(value))) {
      attribute(object, name, ElementType.TEXT, Layout.scalar(), text.addresses());
    }
  }

  void attribute(String object, String name, List<String> values) {
    try (NativeTexts texts = new NativeTexts(values)) {
      attribute(object, name, ElementType.TEXT, Layout.list(values.size()), texts.addresses());
    }
  }

  void attribute(String object, String name, long[] values) {
    try (LongPointer pointer = new LongPointer(values)) {
      attribute(object, name, ElementType.INT64, Layout.list(values.length), pointer);
    }
  }

  void attribute(String object, String name, boolean value) {
    try (BytePointer pointer = new BytePointer(1)) {
      pointer.put(value ? (byte) 1 : (byte) 0);
      attribute(object, name, ElementType.BOOL, Layout.scalar(), pointer);
    }
  }

  private void attribute(
      String object, String name, ElementType type, Layout layout, Pointer value) {
    synchronized (NativeHdf5.LOCK) {
      long owner = NativeHdf5.check(H5Oopen(id, object, H5P_DEFAULT), path);
      long typeId = type.open();
      long[] dims = layout.dims();
      long space =
          dims.length == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(dims.length, dims, dims);
      long attribute = H5Acreate2(owner, name, typeId, space, H5P_DEFAULT, H5P_DEFAULT);
      NativeHdf5.check(attribute, path);
      if (!layout.isEmpty()) {
        NativeHdf5.check(H5Awrite(attribute, typeId, value), path);
      }
      H5Aclose(attribute);
      H5Sclose(space);
      H5Tclose(typeId);
      H5Oclose(owner);
    }
  }

  /** Writes out what the library still holds; a full disk may show only here. */
  @Override
  public void close() {
    if (open) {
      open = false;
      synchronized (NativeHdf5.LOCK) {
        NativeHdf5.check(H5Fclose(id), path);
      }
    }
  }

  /** Closes without a fault: what was written is about to be deleted. */
  void abandon() {
    if (open) {
      open = false;
      synchronized (NativeHdf5.LOCK) {
        H5Fclose(id);
      }
    }
  }
}
