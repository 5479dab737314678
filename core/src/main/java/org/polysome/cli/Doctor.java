package org.polysome.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.polysome.anndata.hdf5.Hdf5Library;
import org.polysome.tensor.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code polysome doctor}. */
@Command(
    name = "doctor",
    description = "Say what is wrong with this machine, and what to do.",
    footer = {"", "Example:", "  polysome doctor --json"})
final class Doctor implements Callable<Integer> {

  @Mixin private Session session;

  @Option(names = "--json", description = "Print JSON instead of lines.")
  private boolean json;

  /** The JSON form. */
  private record Report(int schema, boolean ok, List<Finding> checks) {}

  @Override
  public Integer call() {
    List<Finding> findings =
        new Checkup(Surroundings.current(), Doctor::engine, Hdf5Library::load).findings();
    boolean ok = findings.stream().noneMatch(f -> f.status() == Finding.Status.FAIL);
    if (json) {
      session
          .results()
          .println(
              JsonMapper.builder()
                  .build()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(new Report(1, ok, findings)));
    } else {
      findings.forEach(finding -> print(finding, session.results()));
    }
    return ok ? 0 : ExitStatus.ENVIRONMENT;
  }

  private static String engine() {
    Engine.load();
    return "libtorch %s, %d threads".formatted(Engine.version(), Engine.threads());
  }

  private static void print(Finding finding, PrintWriter results) {
    String status = finding.status().name().toLowerCase(Locale.ROOT);
    results.println(
        String.format(Locale.ROOT, "%-5s %-8s %s", status, finding.check(), finding.detail()));
    finding.remedy().ifPresent(remedy -> results.println("               -> " + remedy));
  }
}
