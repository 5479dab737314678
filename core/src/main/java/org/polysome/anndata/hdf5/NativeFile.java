package org.polysome.anndata.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Aclose;
import static org.bytedeco.hdf5.global.hdf5.H5Acreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Awrite;
import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_RDWR;
import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_TRUNC;
import static org.bytedeco.hdf5.global.hdf5.H5F_CLOSE_STRONG;
import static org.bytedeco.hdf5.global.hdf5.H5F_SCOPE_GLOBAL;
import static org.bytedeco.hdf5.global.hdf5.H5Fclose;
import static org.bytedeco.hdf5.global.hdf5.H5Fcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Fflush;
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

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.polysome.files.AtomicOutput;
import org.slf4j.LoggerFactory;

/** An HDF5 file open for writing through libhdf5. */
final class NativeFile implements AutoCloseable {

  private final Path pending;
  private final Path path;
  private final long id;
  private boolean open = true;

  private NativeFile(AtomicOutput output, long id) {
    this.pending = output.path();
    this.path = output.target();
    this.id = NativeHdf5.check(id, path);
  }

  /** A new file in the place of the output, replacing what is there. */
  static NativeFile create(AtomicOutput output) {
    synchronized (NativeHdf5.LOCK) {
      NativeHdf5.quiet();
      long access = access();
      long id = H5Fcreate(output.path().toString(), H5F_ACC_TRUNC, H5P_DEFAULT, access);
      H5Pclose(access);
      return new NativeFile(output, id);
    }
  }

  /** The file that is in the place of the output, to add to. */
  static NativeFile openToAdd(AtomicOutput output) {
    synchronized (NativeHdf5.LOCK) {
      NativeHdf5.quiet();
      long access = access();
      long id = H5Fopen(output.path().toString(), H5F_ACC_RDWR, access);
      H5Pclose(access);
      return new NativeFile(output, id);
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

  /**
   * Writes out what the library still holds, then closes. A file that cannot be written out is left
   * open, for {@link #abandon}.
   */
  @Override
  public void close() {
    if (open) {
      synchronized (NativeHdf5.LOCK) {
        NativeHdf5.check(H5Fflush(id, H5F_SCOPE_GLOBAL), path);
        open = false;
        NativeHdf5.check(H5Fclose(id), path);
      }
    }
  }

  /**
   * Closes a file that is about to be deleted. The library insists on writing out what it holds and
   * crashes, at the latest at the end of the process, if it cannot; so on a full disk the file is
   * emptied first, which makes room.
   */
  void abandon() {
    if (open) {
      open = false;
      try (FileChannel channel = FileChannel.open(pending, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      } catch (IOException e) {
        LoggerFactory.getLogger(NativeFile.class).debug("could not empty {}", pending, e);
      }
      synchronized (NativeHdf5.LOCK) {
        H5Fclose(id);
      }
    }
  }
}
