package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Tokenizer;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;

/**
 * The architectures of the long-tail benchmark through the whole of training: losses fall, a
 * stopped run goes on to the same bytes (running numbers of batch norm included), and a cell's
 * vector does not depend on its batch.
 */
class ArchitecturesTest {

  private static final String MIXER = "backbone: {type: mlp-mixer, length: 32}, pooling: none";
  private static final String KEEPING =
      "backbone: {type: mlp-mixer, length: 32, shrink: false}, pooling: cls";
  private static final String CNN = "backbone: {type: cnn, order: gene}, pooling: none";
  private static final String PUBLISHED =
      "backbone: {type: cnn, dropout: 0.1, as-published: true}, pooling: none";
  private static final String MLP = "backbone: mlp, pooling: {type: weighted, as-published: true}";
  private static final String MAMBA = "backbone: {type: mamba, bidirectional: true}, pooling: mean";

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 120);
  }

  private static Plan plan(String model) {
    String yaml =
        """
        seed: 5
        data: {corpus: '%s', validation: none}
        tokenizer: {length: 32}
        model: {type: token-model, width: 16, layers: 2, heads: 1, weights: fan-in, %s}
        objectives: [%s]
        train: {max-steps: 16, batch-size: 16, learning-rate: 0.01, log-every: 4, checkpoint-every: 5}
        """;
    String objectives =
        model.contains("pooling: none")
            ? "{type: cell-to-gene-values, ratio: 0.4}"
            : "{type: masked-values, ratio: 0.4}, cell-to-gene-values";
    return Config.bind(
        YamlReader.read(yaml.formatted(corpus, model, objectives), "test.yaml"), Plan.class);
  }

  private Pretraining.Target target(String name) {
    return new Pretraining.Target(folder.resolve(name), false, List.of("test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {MIXER, KEEPING, CNN, PUBLISHED, MLP, MAMBA})
  void trainsGoesOnAndEmbeds(String model) {
    Run run = Pretraining.start(plan(model), target("whole"), Progress.silent());
    List<Metrics> metrics = MetricsFile.read(run.folder().resolve(MetricsFile.NAME));
    assertThat(metrics.getLast().loss()).isLessThan(metrics.getFirst().loss());
    StoppedRun.goesOn(run, plan(model), 7);
    sameInAnyBatch(run);
  }

  private static void sameInAnyBatch(Run run) {
    int genes = run.vocabulary().size();
    Tokenizer tokenizer = run.tokenizer(MeasuredGenes.everything(1, genes));
    List<Cell> cells = IntStream.range(1, 7).mapToObj(n -> cell(genes, n)).toList();
    try (OpenRun embedder = run.open()) {
      float[] together = embedder.embed(tokenizer.tokenize(cells, run.draw(), List.of()));
      int width = embedder.width();
      for (int i = 0; i < cells.size(); i++) {
        float[] alone =
            embedder.embed(tokenizer.tokenize(cells.subList(i, i + 1), run.draw(), List.of()));
        float[] found = Arrays.copyOfRange(together, i * width, (i + 1) * width);
        for (int d = 0; d < width; d++) {
          assertThat(found[d]).as("cell %d", i).isCloseTo(alone[d], within(2e-5f));
        }
      }
    }
  }

  /** A cell of 4 to 24 genes. */
  private static Cell cell(int genes, int number) {
    Random random = new Random(number);
    int[] seen = random.ints(0, genes).distinct().limit(4L * number).sorted().toArray();
    float[] counts = new float[seen.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = 1 + random.nextInt(9);
    }
    return new Cell(seen, counts, 0);
  }
}
