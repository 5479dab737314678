package org.polysome;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Real data and golden values that lie outside the repository. A test that asks for one is skipped,
 * with a message, on a machine that has none: {@code POLYSOME_DATA} names the folder of data,
 * otherwise {@code ../shared} beside the repository is looked at.
 */
public final class SharedData {

  private static final Path BESIDE_REPOSITORY = Path.of("..", "..", "shared");

  private SharedData() {}

  /** A file of real data, such as {@code A_labelled/bmfm_scp1884.h5ad}. */
  public static Path data(String name) {
    return existing(
        Optional.ofNullable(System.getenv("POLYSOME_DATA"))
            .map(Path::of)
            .orElse(BESIDE_REPOSITORY.resolve("data"))
            .resolve(name));
  }

  /** A folder of golden values of a reference implementation, among the test resources. */
  public static Path golden(String name) {
    return Path.of("src", "test", "resources", "golden", name);
  }

  private static Path existing(Path path) {
    Assumptions.assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
    return path;
  }
}
