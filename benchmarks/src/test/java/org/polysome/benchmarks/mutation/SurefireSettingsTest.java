package org.polysome.benchmarks.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SurefireSettingsTest {

  @Test
  void areThoseOfThisProject() throws IOException {
    SurefireSettings settings = SurefireSettings.read(Path.of("../pom.xml"));
    assertThat(settings.options())
        .contains("-Xmx2g", "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8")
        .noneMatch(option -> option.contains("${"));
    assertThat(settings.environment()).containsEntry("OMP_WAIT_POLICY", "passive");
  }
}
