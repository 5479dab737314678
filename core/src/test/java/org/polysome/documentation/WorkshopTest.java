package org.polysome.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.documentation.Workshop.Outcome;

@Tag("locale")
@DisabledOnOs(OS.WINDOWS)
class WorkshopTest {

  @TempDir Path folder;

  @Test
  void polysomeIsOnThePathAndInTheFolder() throws Exception {
    Outcome outcome =
        Workshop.in(folder).shell("sh", "polysome --version\n./polysome --version > version.txt\n");
    assertThat(outcome.output()).startsWith("polysome ");
    assertThat(outcome.status()).isZero();
    assertThat(folder.resolve("version.txt")).isNotEmptyFile();
  }

  @Test
  void aBlockStopsAtTheFirstFailure() throws Exception {
    Outcome outcome = Workshop.in(folder).shell("bash", "polysome nonsense\necho unreachable\n");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.output()).contains("unknown command nonsense").doesNotContain("unreachable");
  }

  @Test
  void javaStatementsBecomeAProgram() throws Exception {
    Outcome outcome =
        Workshop.in(folder)
            .java(
                """
                import org.polysome.provenance.Build;

                System.out.println("built " + Build.current().version());
                """);
    assertThat(outcome.output()).startsWith("built ");
    assertThat(outcome.status()).isZero();
  }
}
