package org.polysome.anndata.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5E_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5E_WALK_UPWARD;
import static org.bytedeco.hdf5.global.hdf5.H5Eclear2;
import static org.bytedeco.hdf5.global.hdf5.H5Eset_auto2;
import static org.bytedeco.hdf5.global.hdf5.H5Ewalk2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.hdf5.H5E_error2_t;
import org.bytedeco.hdf5.H5E_walk2_t;
import org.bytedeco.javacpp.Pointer;
import org.polysome.files.IoFaults;

/**
 * What every call into libhdf5 needs: the one lock, since the library as built is not thread-safe,
 * and its error stack turned into a fault the user can act on.
 */
final class NativeHdf5 {

  /** Held around every call: the library keeps global state. */
  static final Object LOCK = new Object();

  private NativeHdf5() {}

  /** Passes an id or status through, or throws what the library says went wrong. */
  static long check(long result, Path path) {
    if (result >= 0) {
      return result;
    }
    throw IoFaults.writing(path, new IOException(reason()));
  }

  /** Keeps the library from printing its error stack; {@link #check} reads it instead. */
  static void quiet() {
    H5Eset_auto2(H5E_DEFAULT, null, null);
  }

  private static String reason() {
    List<String> descriptions = new ArrayList<>();
    try (Collector collector = new Collector(descriptions)) {
      H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, collector, null);
    }
    H5Eclear2(H5E_DEFAULT);
    return descriptions.stream()
        .filter(d -> d.contains("error message"))
        .findFirst()
        .map(NativeHdf5::systemMessage)
        .orElse(descriptions.isEmpty() ? "libhdf5 failed" : "libhdf5: " + descriptions.getFirst());
  }

  /** Of {@code "... errno = 28, error message = 'No space left on device', ..."} the message. */
  private static String systemMessage(String description) {
    int from = description.indexOf('\'', description.indexOf("error message"));
    int until = description.indexOf('\'', from + 1);
    return from < 0 || until < 0
        ? description.toLowerCase(Locale.ROOT)
        : description.substring(from + 1, until);
  }

  /** Called back by the library for each entry of its error stack, innermost first. */
  private static final class Collector extends H5E_walk2_t {
    private final List<String> descriptions;

    Collector(List<String> descriptions) {
      this.descriptions = descriptions;
    }

    @Override
    public int call(int n, H5E_error2_t error, Pointer data) {
      descriptions.add(error.desc().getString());
      return 0;
    }
  }
}
