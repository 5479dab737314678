package org.polysome.anndata.hdf5;

import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.Loader;
import org.polysome.fault.EnvironmentException;

/** The native library that writes h5ad files, as a whole. */
public final class Hdf5Library {

  private Hdf5Library() {}

  /**
   * Loads the library and returns its version, such as {@code 1.14.3}.
   *
   * @throws EnvironmentException if it does not load on this machine
   */
  public static String load() {
    try {
      Loader.load(hdf5.class);
    } catch (LinkageError fault) {
      String reason = String.valueOf(fault.getMessage()).lines().findFirst().orElse("no reason");
      throw new EnvironmentException("libhdf5 does not load on this machine: " + reason, fault);
    }
    synchronized (NativeHdf5.LOCK) {
      int[] major = new int[1];
      int[] minor = new int[1];
      int[] release = new int[1];
      hdf5.H5get_libversion(major, minor, release);
      return "%d.%d.%d".formatted(major[0], minor[0], release[0]);
    }
  }
}
