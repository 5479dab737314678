package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.MeasuredGenes;

/** Runs of versions that did not know a key of today's configuration. */
class RunFromBeforeTest {

  private static final List<String> NEWER = List.of("end: false", "genes-only: false");

  @TempDir private Path folder;

  private static float[] embed(Run run) {
    int[] genes = IntStream.range(0, 40).toArray();
    float[] counts = new float[40];
    Arrays.fill(counts, 3);
    try (OpenRun embedder = run.open()) {
      return embedder.embed(
          run.tokenizer(MeasuredGenes.everything(1, TinyRun.GENES))
              .tokenize(List.of(new Cell(genes, counts, 0)), run.draw(), List.of()));
    }
  }

  @Test
  void aRunFromBeforeThereWereEndsIsTheSameRun() throws IOException {
    Run today = Run.open(TinyRun.write(folder.resolve("run")));
    float[] vector = embed(today);
    Path experiment = today.folder().resolve(RunFolder.EXPERIMENT);
    List<String> lines = Files.readAllLines(experiment);
    List<String> older = lines.stream().filter(line -> !NEWER.contains(line.strip())).toList();
    assertThat(older.size()).isLessThan(lines.size());
    Files.write(experiment, older);
    Run before = Run.open(today.folder());
    assertThat(before.plan()).isEqualTo(today.plan());
    assertThat(before.plan().tokenizer().end()).isFalse();
    assertThat(embed(before)).containsExactly(vector);
  }
}
