package org.polysome.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a process can see of its machine.
 *
 * @param javaFeature version of Java, such as 25
 * @param java version and vendor
 * @param processors that Java may use
 * @param environment variables
 * @param charset of texts, and of file names
 * @param memory of the machine or its container, and the most of it that the Java heap may take
 * @param cache where native libraries are unpacked
 */
record Surroundings(
    int javaFeature,
    String java,
    int processors,
    Map<String, String> environment,
    Charsets charset,
    Memory memory,
    Path cache) {

  /** Encodings of texts and of file names. */
  record Charsets(Charset texts, String fileNames) {}

  /** Bytes of the machine and of the Java heap. */
  record Memory(long machine, long heap) {}

  static Surroundings current() {
    return new Surroundings(
        Runtime.version().feature(),
        Runtime.version() + ", " + System.getProperty("java.vendor"),
        Runtime.getRuntime().availableProcessors(),
        System.getenv(),
        new Charsets(Charset.defaultCharset(), System.getProperty("sun.jnu.encoding", "unknown")),
        new Memory(
            ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize(),
            Runtime.getRuntime().maxMemory()),
        cacheFolder());
  }

  /** Where JavaCPP unpacks native libraries, by its own rule. */
  private static Path cacheFolder() {
    return Optional.ofNullable(System.getProperty("org.bytedeco.javacpp.cachedir"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".javacpp", "cache"));
  }
}
