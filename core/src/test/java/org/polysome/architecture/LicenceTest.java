package org.polysome.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.polysome.ClassPath;

/** Every jar on the runtime class path, and every shared object in them, stands in NOTICE. */
class LicenceTest {

  private static final Path NOTICE = Path.of("..", "NOTICE");
  private static final Pattern LISTED = Pattern.compile("^ {2}(\\S+): (.+)$", Pattern.MULTILINE);
  private static final Pattern JAR = Pattern.compile("([a-z][a-z0-9-]*?)-[0-9][^/]*\\.jar");

  /**
   * The compilers' runtime inside the bytedeco jars: the one exception from permissive licences.
   */
  private static final Set<String> NATIVE_RUNTIME =
      Set.of("libgomp.so.1", "libgfortran.so.5", "libgcc_s.so.1", "libquadmath.so.0");

  /** On the class path of this test, but never shipped. */
  private static final Set<String> FOR_TESTS =
      Set.of(
          "junit-jupiter",
          "junit-jupiter-api",
          "junit-jupiter-params",
          "junit-jupiter-engine",
          "junit-platform-commons",
          "junit-platform-engine",
          "junit-platform-launcher",
          "junit-platform-console-standalone",
          "opentest4j",
          "apiguardian-api",
          "assertj-core",
          "byte-buddy",
          "networkanalysis",
          "fastutil-core",
          "surefire-junit-platform",
          "surefire-api",
          "surefire-shared-utils",
          "surefire-logger-api",
          "common-junit5",
          "common-java5",
          "surefire-booter",
          "surefire-extensions-api",
          "surefire-extensions-spi",
          "junit.jar");

  @Test
  void everyJarIsListed() throws IOException {
    Set<String> artifacts = new TreeSet<>();
    runtimeJars().forEach(jar -> artifacts.add(artifact(jar)));
    assertThat(artifacts).contains("pytorch", "picocli", "jhdf");
    assertThat(notice().keySet()).containsAll(artifacts);
  }

  @Test
  void everySharedObjectIsListed() throws IOException {
    Set<String> objects = new TreeSet<>();
    for (Path jar : runtimeJars()) {
      try (JarFile entries = new JarFile(jar.toFile())) {
        entries.stream()
            .map(entry -> Path.of(entry.getName()).getFileName().toString())
            .filter(name -> name.matches(".*\\.so(\\.[0-9.]+)?"))
            .forEach(objects::add);
      }
    }
    assertThat(objects).contains("libtorch_cpu.so", "libhdf5.so.310");
    assertThat(notice().keySet()).containsAll(objects);
  }

  @Test
  void onlyTheNativeRuntimeIsNotPermissive() throws IOException {
    notice()
        .forEach(
            (name, licence) -> {
              if (NATIVE_RUNTIME.contains(name)) {
                assertThat(licence).containsPattern("GPL");
              } else {
                assertThat(licence).as(name).doesNotContain("GPL");
                assertThat(licence).as(name).containsPattern("Apache-2.0|MIT|BSD-|EPL-2.0");
              }
            });
  }

  @Test
  void theLicenceIsApache() throws IOException {
    assertThat(Files.readString(Path.of("..", "LICENSE")))
        .contains("Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS");
  }

  private static Map<String, String> notice() throws IOException {
    Map<String, String> listed = new HashMap<>();
    Matcher lines = LISTED.matcher(Files.readString(NOTICE));
    while (lines.find()) {
      listed.put(lines.group(1), lines.group(2));
    }
    return listed;
  }

  private static Set<Path> runtimeJars() throws IOException {
    Set<Path> jars = new TreeSet<>(ClassPath.jars());
    jars.removeIf(jar -> FOR_TESTS.contains(artifact(jar)) || artifact(jar).startsWith("surefire"));
    return jars;
  }

  private static String artifact(Path jar) {
    String name = Objects.requireNonNull(jar.getFileName()).toString();
    Matcher matcher = JAR.matcher(name);
    return matcher.matches() ? matcher.group(1) : name;
  }
}
