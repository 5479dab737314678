package org.polysome.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * Which Polysome this is, as the build wrote it down.
 *
 * @param version the release, such as {@code 0.1.0}, or {@code development} for classes that Maven
 *     did not build
 * @param commit the git commit it was built from, if the build knew
 */
public record Build(String version, Optional<String> commit) {

  private static final String RESOURCE = "build.properties";

  /** The build these classes come from. */
  public static Build current() {
    Properties properties = new Properties();
    try (InputStream stream = Build.class.getResourceAsStream(RESOURCE)) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Build(
        known(properties, "version").orElse("development"), known(properties, "commit"));
  }

  private static Optional<String> known(Properties properties, String key) {
    String value = properties.getProperty(key, "").strip();
    return value.isEmpty() || value.startsWith("$") ? Optional.empty() : Optional.of(value);
  }
}
