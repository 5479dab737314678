package org.polysome.cli;

import static org.polysome.cli.Finding.fail;
import static org.polysome.cli.Finding.ok;
import static org.polysome.cli.Finding.warn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.polysome.fault.PolysomeException;
import org.polysome.tensor.MatrixThreads;

/**
 * Looks at everything that a machine can have wrong with it.
 *
 * @param engine loads the tensor engine and says its version, or throws
 * @param hdf5 loads the library that writes h5ad files and says its version, or throws
 */
record Checkup(Surroundings surroundings, Supplier<String> engine, Supplier<String> hdf5) {

  private static final int JAVA = 25;
  private static final long GIB = 1L << 30;
  private static final long UNPACKED = GIB;
  private static final String START = "start with ./polysome, which sets it";

  /** One finding per check, in an order in which the first failure explains later ones. */
  List<Finding> findings() {
    return List.of(
        java(),
        locale(),
        memory(),
        threads(),
        cache(),
        library("engine", engine),
        library("hdf5", hdf5));
  }

  private Finding java() {
    return surroundings.javaFeature() == JAVA
        ? ok("java", surroundings.java())
        : fail(
            "java",
            surroundings.java(),
            "Polysome is built for Java 25; install Temurin 25 from https://adoptium.net");
  }

  private Finding locale() {
    Surroundings.Charsets charset = surroundings.charset();
    String detail = "texts in %s, file names in %s".formatted(charset.texts(), charset.fileNames());
    if (!charset.texts().equals(StandardCharsets.UTF_8)) {
      return warn("locale", detail, START + " (-Dfile.encoding=UTF-8)");
    }
    return charset.fileNames().toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8")
        ? ok("locale", detail)
        : warn(
            "locale",
            detail,
            "files whose names are not plain ASCII cannot be opened; set LC_ALL=C.UTF-8");
  }

  private Finding memory() {
    Surroundings.Memory memory = surroundings.memory();
    String detail =
        String.format(
            Locale.ROOT,
            "%.1f GB, of which the Java heap may take %.1f GB",
            (double) memory.machine() / GIB,
            (double) memory.heap() / GIB);
    if (memory.heap() > 0.75 * memory.machine()) {
      return warn(
          "memory",
          detail,
          "the engine needs memory outside the heap; set POLYSOME_HEAP to half of the machine");
    }
    return memory.machine() < 2 * GIB
        ? warn("memory", detail, "quickstart needs about 2 GB")
        : ok("memory", detail);
  }

  private Finding threads() {
    Map<String, String> environment = surroundings.environment();
    String policy = set(environment, "OMP_WAIT_POLICY");
    String detail =
        "%d processors, OMP_WAIT_POLICY %s, OMP_NUM_THREADS %s, OPENBLAS_NUM_THREADS %s, OPENBLAS_THREAD_TIMEOUT %s, GOMP_SPINCOUNT %s"
            .formatted(
                surroundings.processors(),
                policy,
                set(environment, "OMP_NUM_THREADS"),
                set(environment, "OPENBLAS_NUM_THREADS"),
                set(environment, "OPENBLAS_THREAD_TIMEOUT"),
                set(environment, "GOMP_SPINCOUNT"));
    if (!policy.equalsIgnoreCase("passive")) {
      return warn("threads", detail, "waiting threads burn the processor; " + START);
    }
    Optional<String> crowding = MatrixThreads.of(environment).warning();
    if (crowding.isPresent()) {
      return warn("threads", detail, crowding.get());
    }
    return environment.containsKey("OPENBLAS_THREAD_TIMEOUT")
        ? ok("threads", detail)
        : warn(
            "threads",
            detail,
            "matrix products stay on one thread, as others would burn the processor while they"
                + " wait; "
                + START
                + " (OPENBLAS_THREAD_TIMEOUT=4)");
  }

  private static String set(Map<String, String> environment, String variable) {
    return environment.getOrDefault(variable, "not set");
  }

  private Finding cache() {
    Path folder = surroundings.cache();
    try {
      boolean unpacked = isFilled(folder);
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "doctor", ""));
      long free = Files.getFileStore(folder).getUsableSpace();
      String detail = String.format(Locale.ROOT, "%s, %.1f GB free", folder, (double) free / GIB);
      if (free >= UNPACKED) {
        return ok("cache", detail);
      }
      String remedy = "native libraries are unpacked there and need 1 GB; free some space";
      return unpacked ? warn("cache", detail, remedy) : fail("cache", detail, remedy);
    } catch (IOException e) {
      return warn(
          "cache",
          folder + " cannot be written",
          "choose another: POLYSOME_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER");
    }
  }

  private static boolean isFilled(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return entries.iterator().hasNext();
    }
  }

  private static Finding library(String name, Supplier<String> load) {
    try {
      return ok(name, load.get());
    } catch (PolysomeException e) {
      return fail(
          name,
          String.valueOf(e.getMessage()),
          "supported are Linux and Windows on x86-64; see the checks above for Java and cache");
    }
  }
}
