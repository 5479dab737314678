package org.polysome.benchmarks.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.fault.EnvironmentException;

/**
 * PITest on classes that nobody changes meanwhile: with its default mutators, one mutant at a time,
 * in the Java that Surefire has.
 *
 * @param home the folder of the project
 * @param frozen copies of the built classes, made by {@code benchmarks/mutation}
 */
record Pit(Path home, Path frozen) {

  /** Longer than any test under this limit, shorter than patience: 3 s and 1.25 times the test. */
  private static final String TIMEOUT_MS = "3000";

  /**
   * A minion lives for seconds: the first compiler alone and one collector make it half as long.
   */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1,-XX:+UseSerialGC";

  /** The folders of classes whose mutants may be made. */
  private static final List<String> MUTABLE = List.of("core-classes", "benchmarks-classes");

  private static final List<String> TESTS = List.of("core-tests", "benchmarks-tests");

  /**
   * Patterns with commas between them.
   *
   * @param classes to be mutated
   * @param without those of them that are not; may be empty
   * @param tests to be run
   * @param testsLeftOut those of them that are not; may be empty
   */
  record Scope(String classes, String without, String tests, String testsLeftOut) {}

  /**
   * Mutates classes and runs tests.
   *
   * @param scope patterns of the classes and of the tests
   * @param output folder for the report and the log
   * @param history file of earlier ends, to be read and written
   * @throws EnvironmentException if PITest fails, as when a test fails without any mutant
   */
  void run(Scope scope, Path output, Optional<Path> history)
      throws IOException, InterruptedException {
    Files.createDirectories(output);
    SurefireSettings settings = SurefireSettings.read(home.resolve("pom.xml"));
    ProcessBuilder builder = new ProcessBuilder(command(scope, output, settings));
    history.ifPresent(
        file ->
            builder
                .command()
                .addAll(
                    List.of(
                        "--historyInputLocation", file.toString(),
                        "--historyOutputLocation", file.toString())));
    builder.environment().putAll(settings.environment());
    Path log = output.resolve("pitest.log");
    int status =
        builder
            .directory(home.resolve("core").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (status != 0) {
      throw new EnvironmentException("PITest ended with status " + status + "; see " + log);
    }
  }

  private List<String> command(Scope scope, Path output, SurefireSettings settings)
      throws IOException {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-cp",
            library().resolve("*").toString(),
            "org.pitest.mutationtest.commandline.MutationCoverageReport",
            "--reportDir",
            output.toString(),
            "--targetClasses",
            scope.classes(),
            "--excludedClasses",
            scope.without(),
            "--targetTests",
            scope.tests(),
            "--excludedTestClasses",
            scope.testsLeftOut(),
            "--sourceDirs",
            sources().toString(),
            "--classPath",
            classPath(),
            "--includeLaunchClasspath=false",
            "--mutableCodePaths",
            String.join(
                ",", MUTABLE.stream().map(name -> frozen.resolve(name).toString()).toList()),
            "--threads",
            "1",
            "--outputFormats",
            "XML",
            "--timestampedReports=false",
            "--excludedGroups",
            "long,browser,slow",
            "--timeoutConst",
            TIMEOUT_MS,
            "--jvmArgs",
            SHORT_LIVED + "," + String.join(",", settings.options())));
  }

  private Path sources() {
    return home.resolve("core/src/main/java");
  }

  private Path library() {
    return home.resolve("benchmarks/target/mutation/lib");
  }

  private String classPath() throws IOException {
    List<String> entries = new ArrayList<>();
    Stream.of(MUTABLE, TESTS)
        .flatMap(List::stream)
        .forEach(name -> entries.add(frozen.resolve(name).toString()));
    try (Stream<Path> jars = Files.list(library())) {
      jars.map(Path::toString).sorted().forEach(entries::add);
    }
    return String.join(",", entries);
  }
}
