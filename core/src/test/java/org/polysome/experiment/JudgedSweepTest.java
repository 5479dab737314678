package org.polysome.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.metric.statistics.ProportionComparison.Share;

@Tag("locale")
class JudgedSweepTest {

  @TempDir Path folder;

  /** The control and what could not be tested have no p-value; names may hold commas. */
  @Test
  void consistentPerturbationsAreCountedAmongThoseThatWereTested() throws IOException {
    Files.writeString(
        folder.resolve("consistency.csv"),
        """
        input,embedding,perturbation,cells,statistic,p,passes,why
        a.h5ad,run,control,715,,,true,control
        a.h5ad,run,G1,68,0.039114,0.371116,false,p > 0.05
        a.h5ad,run,"G2, twice",71,0.916370,0.001000,true,p <= 0.05
        a.h5ad,run,G3,2,,,false,too-few-cells
        """);
    assertThat(JudgedSweep.share(folder)).hasValue(new Share(1, 2));
  }

  @Test
  void whereNoScreenWasJudgedThereIsNone() {
    assertThat(JudgedSweep.share(folder)).isEmpty();
  }
}
