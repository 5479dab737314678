package org.polysome.tensor;

import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;
import org.polysome.fault.EnvironmentException;

/**
 * The engine as a whole (libtorch by way of bytedeco's bindings): version, threads, memory, seed.
 */
public final class Engine {

  private Engine() {}

  /**
   * Loads the native libraries, once.
   *
   * @throws EnvironmentException if they do not load on this machine
   */
  public static void load() {
    Loaded.check();
  }

  /** The version of the binding and of libtorch in it, such as {@code 2.10.0-1.5.13}. */
  public static String version() {
    return Optional.ofNullable(torch.class.getPackage().getImplementationVersion())
        .orElse("unknown");
  }

  /**
   * Restarts the engine's generator, which dropout draws from. Every training step does this with a
   * seed of its own, so that no state has to be saved.
   */
  public static void seed(long seed) {
    load();
    torch.manual_seed(seed);
  }

  /** Threads of one operation. */
  public static int threads() {
    load();
    return torch.get_num_threads();
  }

  /** Sets the threads of one operation, matrix products included, from the next operation on. */
  public static void threads(int threads) {
    load();
    torch.set_num_threads(requirePositive(threads));
    blasThreads(Loaded.RESTING ? threads : 1);
  }

  /** Threads of one float32 matrix product. */
  public static int blasThreads() {
    load();
    return openblas_full.openblas_get_num_threads();
  }

  /** Sets the threads of one float32 matrix product only. */
  public static void blasThreads(int threads) {
    load();
    openblas_full.openblas_set_num_threads(requirePositive(threads));
  }

  /** Resident memory of this process in bytes, native and Java together. */
  public static long residentBytes() {
    load();
    return Pointer.physicalBytes();
  }

  private static int requirePositive(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " is not at least 1");
    }
    return threads;
  }

  /** Loads when first used; the failure, if any, is kept and told each time. */
  private static final class Loaded {

    /**
     * Whether waiting threads of the matrix library sleep. Unless the environment told them to
     * before they started, which is the launcher's business, they spin for milliseconds after each
     * product and take the cores from the engine's own threads: a step that needs 0.2 s was seen to
     * take 4 s. One thread is by far the better choice then.
     */
    private static final boolean RESTING =
        System.getenv("OPENBLAS_THREAD_TIMEOUT") != null
            || System.getenv("OPENBLAS_NUM_THREADS") != null;

    private static final String FAILURE = attempt();

    private static String attempt() {
      try {
        Loader.load(torch.class);
        Loader.load(openblas_full.class);
        if (!RESTING) {
          openblas_full.openblas_set_num_threads(1);
        }
        return "";
      } catch (LinkageError fault) {
        return String.valueOf(fault.getMessage()).lines().findFirst().orElse(fault.toString());
      }
    }

    static void check() {
      if (!FAILURE.isEmpty()) {
        throw new EnvironmentException(
            "the engine (libtorch "
                + version()
                + ") does not load on this machine: "
                + FAILURE
                + "; run polysome doctor");
      }
    }
  }
}
