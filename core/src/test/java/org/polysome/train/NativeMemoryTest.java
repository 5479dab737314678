package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.progress.Progress;
import org.polysome.progress.Watching;
import org.polysome.simulate.Simulation;
import org.polysome.simulate.SimulationFile;
import org.polysome.simulate.SimulationSpec;
import org.polysome.tensor.NativeMemory;

/**
 * Training keeps no native memory from step to step. One forgotten tensor over the vocabulary would
 * add 256 kB a step here, 50 MB in all.
 */
@Tag("slow")
class NativeMemoryTest {

  private static final int WARM_UP = 60;
  private static final int STEPS = 260;
  private static final int WINDOW = 40;
  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void isFlatOverTheSteps() {
    Path cells = folder.resolve("cells.h5ad");
    Simulation simulation = Simulation.of(new SimulationSpec(128, 2000, 2, 1, 0, 0.5, 0, 1));
    SimulationFile.write(simulation, cells, 1, false, Progress.silent());
    Path corpus = folder.resolve("corpus");
    CorpusBuilder.build(CorpusRequest.of(List.of(cells), corpus), Progress.silent());
    Plan plan =
        Config.bind(
            YamlReader.read(
                """
                data: {corpus: %s}
                tokenizer: {length: 16}
                model: {type: token-model, width: 16, layers: 1, heads: 2, backbone: {type: transformer, dropout: 0.1}}
                objectives: [wced, masked-values]
                train: {max-steps: %d, batch-size: 32, clip: 1}
                """
                    .formatted(corpus, STEPS),
                "leak.yaml"),
            Plan.class);
    List<Long> bytes = new ArrayList<>();
    Progress watching = Watching.of(count -> bytes.add(NativeMemory.liveBytes()));
    Pretraining.start(
        plan, new Pretraining.Target(folder.resolve("run"), false, List.of()), watching);
    LongStream changes =
        IntStream.iterate(WARM_UP, step -> step + WINDOW < STEPS, step -> step + WINDOW)
            .mapToLong(step -> Math.abs(bytes.get(step + WINDOW) - bytes.get(step)));
    // The least, since the compilers of the JVM allocate and free in some windows, and a leak shows
    // in each.
    assertThat(changes.min().orElseThrow())
        .as(
            "bytes by which %d steps change native memory, in the window that changes it least",
            WINDOW)
        .isLessThan(MEBIBYTE);
  }
}
