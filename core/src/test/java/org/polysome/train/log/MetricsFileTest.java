package org.polysome.train.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;

@Tag("locale")
class MetricsFileTest {

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void path() {
    path = folder.resolve("metrics.jsonl");
  }

  private static Metrics at(long step) {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("mse", 1.0 / 3);
    terms.put("is-zero", 0.1 * step);
    return new Metrics(step, step / 7.0, Metrics.TRAIN, 0.5, terms, OptionalDouble.of(1e-4));
  }

  private void write(long from, long until) {
    try (MetricsFile file = MetricsFile.open(path, from)) {
      for (long step = from + 1; step <= until; step++) {
        file.append(at(step));
      }
      file.force();
    }
  }

  @Test
  void writesOneObjectALineThatReadsBack() throws Exception {
    write(0, 3);
    assertThat(Files.readAllLines(path))
        .hasSize(3)
        .first()
        .asString()
        .isEqualTo(
            "{\"step\":1,\"epoch\":0.14285714285714285,\"split\":\"train\",\"loss\":0.5,"
                + "\"terms\":{\"mse\":0.3333333333333333,\"is-zero\":0.1},\"learning_rate\":1.0E-4}");
    assertThat(MetricsFile.read(path)).containsExactly(at(1), at(2), at(3));
  }

  @Test
  void leavesOutALearningRateThatIsNotThere() {
    Metrics validation =
        new Metrics(5, 1, Metrics.VALIDATION, 2, Map.of("mse", 2.0), OptionalDouble.empty());
    try (MetricsFile file = MetricsFile.open(path, 0)) {
      file.append(validation);
    }
    assertThat(path).content().doesNotContain("learning_rate");
    assertThat(MetricsFile.read(path)).containsExactly(validation);
  }

  @Test
  void resumedFileIsTheUninterruptedOne() throws Exception {
    write(0, 9);
    byte[] whole = Files.readAllBytes(path);
    for (int killedAt = 0; killedAt < whole.length; killedAt += 13) {
      Files.write(path, java.util.Arrays.copyOf(whole, killedAt));
      long step = Math.min(4, MetricsFile.read(path).size());
      write(step, 9);
      assertThat(path).as("killed after byte %d", killedAt).hasBinaryContent(whole);
    }
  }

  @Test
  void startingAfreshEmptiesTheFile() {
    write(0, 9);
    write(0, 1);
    assertThat(MetricsFile.read(path)).hasSize(1);
  }

  @Test
  void saysWhichLineIsDamaged() throws Exception {
    write(0, 1);
    Files.writeString(path, "no metrics\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> MetricsFile.read(path))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("metrics.jsonl")
        .hasMessageContaining("no metrics");
  }
}
