package org.polysome.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.Cancellation;
import org.polysome.suite.SmallData;
import org.polysome.suite.SuiteKind;
import org.polysome.suite.Suites;

/** The commands of suites that need nothing but columns, which follow from the list of suites. */
@Tag("locale")
class BenchmarkPlainTest {

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void everySuiteHasACommandWithAnExample() {
    for (SuiteKind kind : Suites.ALL) {
      results.reset();
      assertThat(polysome("benchmark", kind.name(), "--help")).isZero();
      assertThat(results.toString(UTF_8))
          .contains("Usage: polysome benchmark " + kind.name(), "Example:")
          .contains("  polysome benchmark " + kind.name() + " ");
    }
    assertThat(polysome("benchmark")).isZero();
    assertThat(results.toString(UTF_8)).contains(Suites.ALL.stream().map(SuiteKind::name).toList());
  }

  @Test
  void asksForTheColumnsThatTheSuiteNeeds() {
    assertThat(help("clustering"))
        .contains("--label=COL", "Column of obs that clusters are compared with.")
        .contains("--batch=COL");
    assertThat(help("perturbation-classification"))
        .contains("70 % of each", "(default: perturbation)");
    assertThat(help("reconstruction")).doesNotContain("--label=", "--batch=");
  }

  private String help(String suite) {
    results.reset();
    polysome("benchmark", suite, "--help");
    return results.toString(UTF_8).replaceAll("\\s+", " ");
  }

  @Test
  void judgesByTheColumnsThatAreNamed() throws IOException {
    String cells = new SmallData().write(folder.resolve("cells.h5ad")).toString();
    String output = folder.resolve("out").toString();
    List<String> call = List.of("benchmark", "clustering", cells, "--baselines", "none");
    assertThat(polysome(call, "--label", "cell_type", "--batch", "batch", "-o", output)).isZero();
    assertThat(Files.readString(folder.resolve("out/results.csv")))
        .contains("X_good,nmi,txfm,clustering,", "silhouette_label_within_batch");
    String other = folder.resolve("other").toString();
    assertThat(polysome(call, "--label", "cell_type", "-o", other)).isZero();
    assertThat(Files.readString(folder.resolve("other/results.csv")))
        .doesNotContain("within_batch");
    assertThat(polysome(call, "-o", other)).isEqualTo(1);
    assertThat(errors.toString(UTF_8)).contains("'--label=COL'");
  }

  /** What is missing is called by the option. */
  @Test
  void aRunThatIsMissingIsNamedAsTheCommandNamesIt() {
    String cells = new SmallData().write(folder.resolve("cells.h5ad")).toString();
    String output = folder.resolve("out").toString();
    assertThat(polysome("benchmark", "reconstruction", cells, "-o", output)).isEqualTo(1);
    assertThat(errors.toString(UTF_8))
        .contains("polysome: --run: reconstruction judges runs, and none is named");
    assertThat(
            polysome(
                "benchmark", "perturbation-classification", cells, "-o", output, "--seeds", "0"))
        .isEqualTo(1);
    assertThat(errors.toString(UTF_8)).contains("polysome: --seeds: 0 is not at least 1");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private int polysome(List<String> some, String... more) {
    return polysome(Stream.concat(some.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private int polysome(String... arguments) {
    return new Polysome(new Cancellation(), new PrintStream(errors, true, UTF_8), false)
        .run(results, arguments);
  }
}
