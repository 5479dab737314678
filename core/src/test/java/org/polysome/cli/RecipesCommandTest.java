package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.polysome.fault.Cancellation;

class RecipesCommandTest {

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void theListHasOneLineEach() {
    assertThat(run("recipes")).isZero();
    assertThat(results.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.matches("bmfm-wced-10pct  +BMFM-RNA: .*"))
        .allMatch(line -> line.matches("[a-z0-9-]+  +\\S.*"));
  }

  @Test
  void oneIsPrintedWhole() {
    assertThat(run("recipes", "bmfm-wced-10pct")).isZero();
    assertThat(results.toString(StandardCharsets.UTF_8))
        .startsWith("# ")
        .contains("\nmodel:\n", "\n  checkpoint-every: ");
  }

  @Test
  void anUnknownOneIsUsage() {
    assertThat(run("recipes", "nothing-like-it")).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .startsWith("polysome: there is no recipe nothing-like-it (polysome recipes lists them");
  }

  private int run(String... arguments) {
    PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(results, true, StandardCharsets.UTF_8);
    return new Polysome(new Cancellation(), err, false).run(out, arguments);
  }
}
