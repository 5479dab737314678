package org.polysome.tensor;

import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;
import org.polysome.fault.EnvironmentException;
import org.slf4j.LoggerFactory;

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

  /**
   * Sets the threads of one operation from the next operation on. A float32 matrix product gets one
   * thread until {@link #widenProducts()}, or as many as the user set with {@code
   * OPENBLAS_NUM_THREADS}.
   */
  public static void threads(int threads) {
    load();
    torch.set_num_threads(requirePositive(threads));
    narrowProducts();
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

  /**
   * Lets float32 matrix products that stand alone use as many threads as the engine, where waiting
   * threads of the matrix library sleep ({@code OPENBLAS_THREAD_TIMEOUT} is set); until the next
   * fused attention on the processor, which narrows them.
   */
  public static void widenProducts() {
    blasThreads(Loaded.MATRIX.alone(threads()));
  }

  /**
   * Gives float32 matrix products one thread, as they need inside a parallel region of the engine,
   * or as many as the user set with {@code OPENBLAS_NUM_THREADS}.
   */
  public static void narrowProducts() {
    int threads = Loaded.MATRIX.nested();
    if (blasThreads() != threads) {
      blasThreads(threads);
    }
  }

  private static int requirePositive(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " is not at least 1");
    }
    return threads;
  }

  /** Loads when first used; the failure, if any, is kept and told each time. */
  private static final class Loaded {

    private static final MatrixThreads MATRIX = MatrixThreads.of(System.getenv());

    private static final String FAILURE = attempt();

    private static String attempt() {
      try {
        Loader.load(torch.class);
        Loader.load(openblas_full.class);
        openblas_full.openblas_set_num_threads(MATRIX.nested());
        MATRIX.warning().ifPresent(LoggerFactory.getLogger(Engine.class)::warn);
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
