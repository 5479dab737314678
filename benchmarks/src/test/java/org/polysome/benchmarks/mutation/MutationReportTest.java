package org.polysome.benchmarks.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.fault.EnvironmentException;

class MutationReportTest {

  @TempDir private Path folder;

  private static String mutation(String status, String method) {
    return """
        <mutation detected='false' status='%s' numberOfTestsRun='1'><sourceFile>A.java</sourceFile>\
        <mutatedClass>org.polysome.a.A$In</mutatedClass><mutatedMethod>%s</mutatedMethod>\
        <lineNumber>2</lineNumber><description>negated</description></mutation>
        """
        .formatted(status, method);
  }

  private List<Mutant> read(String... mutations) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("org/polysome/a"));
    Files.writeString(sources.resolve("A.java"), "class A {\n  int in = 3;\n}\n");
    Path report = folder.resolve("mutations.xml");
    Files.writeString(
        report, "<mutations partial=\"true\">" + String.join("", mutations) + "</mutations>");
    return MutationReport.read(report, folder).mutants();
  }

  @Test
  void aMutantHasItsLineAndItsEnd() throws IOException {
    assertThat(read(mutation("NO_COVERAGE", "in"), mutation("KILLED", "of")))
        .containsExactly(
            new Mutant("org.polysome.a.A$In", "in", 2, "negated", "int in = 3;", Fate.UNCOVERED),
            new Mutant("org.polysome.a.A$In", "of", 2, "negated", "int in = 3;", Fate.KILLED));
  }

  @Test
  void onlyAFailedTestKills() throws IOException {
    assertThat(
            read(
                mutation("SURVIVED", "a"),
                mutation("TIMED_OUT", "a"),
                mutation("NON_VIABLE", "a"),
                mutation("MEMORY_ERROR", "a"),
                mutation("RUN_ERROR", "a")))
        .noneMatch(Mutant::isKilled);
    assertThatThrownBy(() -> read(mutation("STARTED", "a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Path other = Files.writeString(folder.resolve("other.xml"), "<mutations>");
    assertThatThrownBy(() -> MutationReport.read(other, folder)).isInstanceOf(DataException.class);
  }

  @Test
  void aRunWhoseTestsAreNotSeenIsRefused() throws IOException {
    List<String> methods = List.of("checked", "unchecked", "uncovered");
    PlantedMutants.check(planted("KILLED", "SURVIVED", "NO_COVERAGE", methods));
    for (String[] wrong :
        List.of(
            new String[] {"NO_COVERAGE", "NO_COVERAGE", "NO_COVERAGE"},
            new String[] {"KILLED", "KILLED", "NO_COVERAGE"},
            new String[] {"SURVIVED", "SURVIVED", "NO_COVERAGE"})) {
      List<Mutant> mutants = planted(wrong[0], wrong[1], wrong[2], methods);
      assertThatThrownBy(() -> PlantedMutants.check(mutants))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("no score can be believed");
    }
    assertThatThrownBy(() -> PlantedMutants.check(List.of()))
        .isInstanceOf(EnvironmentException.class);
  }

  private List<Mutant> planted(String checked, String unchecked, String rest, List<String> methods)
      throws IOException {
    return read(
        mutation(checked, methods.get(0)),
        mutation(checked, methods.get(0)),
        mutation(unchecked, methods.get(1)),
        mutation(unchecked, methods.get(1)),
        mutation(rest, methods.get(2)),
        mutation(rest, methods.get(2)));
  }
}
