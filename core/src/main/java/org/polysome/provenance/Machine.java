package org.polysome.provenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The machine and the Java that made a result.
 *
 * @param java version and vendor, such as {@code 25.0.1+8-LTS, Eclipse Adoptium}
 * @param os name, version and architecture
 * @param cpu model of the processor, as the system calls it
 * @param processors that Java may use; a container may have fewer than its machine
 * @param heapBytes the most memory the Java heap may take
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Machine(String java, String os, String cpu, int processors, long heapBytes) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** This machine. */
  public static Machine current() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        Runtime.version() + ", " + System.getProperty("java.vendor"),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        cpuModel(CPU_INFO),
        runtime.availableProcessors(),
        runtime.maxMemory());
  }

  /** The model from Linux's table of processors, or what other systems put in the environment. */
  static String cpuModel(Path cpuInfo) {
    return modelName(cpuInfo)
        .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
        .orElseGet(() -> System.getProperty("os.arch"));
  }

  private static Optional<String> modelName(Path cpuInfo) {
    try (Stream<String> lines = Files.lines(cpuInfo, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }
}
