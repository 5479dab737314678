package org.polysome.benchmarks.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;

class MeasuredPackageTest {

  @TempDir private Path folder;

  private Path table;

  @BeforeEach
  void write() throws IOException {
    table = folder.resolve("packages.txt");
    Files.writeString(
        table,
        "# package\nmetric 85 metric\nmetric.probe 90.5 metric.probe,suite metric.ATest,suite.BTest\n");
  }

  @Test
  void theNearestLineAboveCounts() throws IOException {
    assertThat(MeasuredPackage.find(table, "metric.label.deep"))
        .isEqualTo(new MeasuredPackage("metric.label.deep", 85, List.of("metric"), List.of()));
    MeasuredPackage probe = MeasuredPackage.find(table, "metric.probe");
    assertThat(probe.threshold()).isEqualTo(90.5);
    assertThat(probe.classes()).isEqualTo("org.polysome.metric.probe.*");
    assertThat(probe.testClassesLeftOut(false))
        .isEqualTo("org.polysome.metric.ATest,org.polysome.suite.BTest");
    MeasuredPackage metric = MeasuredPackage.find(table, "metric");
    assertThat(metric.testClassesLeftOut(false)).isEmpty();
    assertThat(metric.testClassesLeftOut(true)).isEqualTo("org.polysome.metric.*.*Test");
    assertThat(probe.below()).isEqualTo("org.polysome.metric.probe.*.*");
    assertThat(probe.testClasses())
        .isEqualTo("org.polysome.metric.probe.*Test,org.polysome.suite.*Test");
  }

  @Test
  void aPackageOfAnotherNameIsRefused() {
    assertThatThrownBy(() -> MeasuredPackage.find(table, "metrics"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no package metrics")
        .hasMessageEndingWith("metric, metric.probe");
  }

  @Test
  void aWrongTableIsRefused() throws IOException {
    Files.writeString(table, "metric 101 metric\n");
    assertThatThrownBy(() -> MeasuredPackage.find(table, "metric"))
        .isInstanceOf(DataException.class);
    Files.writeString(table, "metric 85\n");
    assertThatThrownBy(() -> MeasuredPackage.find(table, "metric"))
        .hasMessageContaining("package, score and tests are expected, not: metric 85");
  }

  @Test
  void theTableOfThisProjectHoldsTheSevenPackages() throws IOException {
    Path own = Path.of("src/mutation/packages.txt");
    for (String name :
        List.of("metric", "objective", "train", "model", "corpus", "suite", "tokenizer")) {
      assertThat(MeasuredPackage.find(own, name).tests()).contains(name);
    }
  }
}
