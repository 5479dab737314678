package org.polysome.documentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.polysome.ClassPath;

/**
 * A folder in which the blocks of one page run one after the other, as a reader would type them.
 */
final class Workshop {

  private static final long LIMIT_MINUTES = 15;
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx2g",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
          "-Dorg.bytedeco.javacpp.logger=slf4j");

  private final Path folder;

  private Workshop(Path folder) {
    this.folder = folder;
  }

  /**
   * What a block did.
   *
   * @param output standard output and standard error together
   */
  record Outcome(int status, String output) {}

  /**
   * A folder with a {@code polysome} that runs the classes under test instead of building a jar.
   */
  static Workshop in(Path folder) throws IOException {
    Path launcher = folder.resolve("polysome");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=1000 OPENBLAS_THREAD_TIMEOUT=4
        export OMP_WAIT_POLICY GOMP_SPINCOUNT OPENBLAS_THREAD_TIMEOUT
        exec "%s" %s -cp "%s" org.polysome.cli.Polysome "$@"
        """
            .formatted(java(), String.join(" ", OPTIONS), ClassPath.text()));
    if (!launcher.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + launcher + " executable");
    }
    return new Workshop(folder);
  }

  /** Makes a file or folder of this machine visible under a name. */
  void linkOnce(String name, Path target) throws IOException {
    if (!Files.exists(folder.resolve(name))) {
      Files.createSymbolicLink(folder.resolve(name), target.toAbsolutePath().normalize());
    }
  }

  /** Runs shell lines, stopping at the first that fails. */
  Outcome shell(String language, String lines) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve(".block.sh"), lines);
    return run(List.of(language, "-eu", script.toString()));
  }

  /** Compiles and runs a Java snippet; statements without a main method get one. */
  Outcome java(String snippet) throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("Snippet.java"), program(snippet));
    List<String> command = new java.util.ArrayList<>(List.of(java()));
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", ClassPath.text(), source.toString()));
    return run(command);
  }

  static String program(String snippet) {
    if (snippet.contains("void main(")) {
      return snippet;
    }
    String imports = snippet.lines().filter(Workshop::isImport).collect(Collectors.joining("\n"));
    String statements =
        snippet.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
    return "%s\nvoid main() throws Exception {\n%s\n}\n".formatted(imports, statements);
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Outcome run(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve(".block.out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    Process process = builder.start();
    boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    return new Outcome(ended ? process.exitValue() : -1, text);
  }
}
