package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.model.FittedModel;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.embed.EmbedRequest;
import org.polysome.train.embed.FileEmbedding;
import org.polysome.train.log.Metrics;
import org.polysome.train.log.MetricsFile;
import org.polysome.train.store.Checkpoints;

/**
 * Runs of versions before: stored ones ({@code before/README.md}) with the vectors that they gave,
 * and such as did not know a key of today's configuration.
 */
class RunFromBeforeTest {

  private static final List<String> NEWER = List.of("end: false", "genes-only: false");
  private static final Path STORED = Path.of("src", "test", "resources", "before");

  /** Float32, of sums in another order: another processor, or another version of the engine. */
  private static final double CLOSE = 1e-5;

  /** The same after a step, which divides gradients by their size. */
  private static final double CLOSE_AFTER_A_STEP = 1e-4;

  @TempDir private Path folder;

  private static List<Path> list(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }

  static List<Path> runs() throws IOException {
    List<Path> runs = new ArrayList<>();
    for (Path version : list(STORED)) {
      list(version).stream()
          .filter(path -> Files.exists(path.resolve(RunFolder.HEADER)))
          .forEach(runs::add);
    }
    assertThat(runs).hasSizeGreaterThanOrEqualTo(9);
    return runs;
  }

  static List<Path> trained() throws IOException {
    return runs().stream()
        .filter(path -> !(Run.open(path).plan().model() instanceof FittedModel))
        .toList();
  }

  private static Path vectors(Path stored) {
    return stored.resolveSibling("vectors.h5ad");
  }

  private static double[] embedding(Path file, String key) {
    try (AnnDataFile opened = AnnDataFiles.open(file)) {
      return opened.embedding(key).values();
    }
  }

  /** Holds the vectors that a run gives today against those that the stored one gave. */
  private void givesTheStoredVectors(Path run, Path stored, double close) {
    Path output = folder.resolve("embedded.h5ad");
    FileEmbedding.run(
        new EmbedRequest(
            run,
            vectors(stored),
            output,
            false,
            EmbedRequest.ModelChoice.DEFAULT,
            EmbedRequest.CountsOptions.DETECT,
            "again",
            7,
            Optional.of(1)),
        Progress.silent());
    double[] before = embedding(vectors(stored), stored.getFileName().toString());
    double[] today = embedding(output, "again");
    assertThat(today).hasSameSizeAs(before);
    for (int i = 0; i < before.length; i++) {
      assertThat(today[i]).isCloseTo(before[i], within(close * (1 + Math.abs(before[i]))));
    }
    assertThat(Arrays.stream(before).distinct().count()).isGreaterThan(before.length / 10);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aStoredRunEmbedsAsItDid(Path stored) {
    givesTheStoredVectors(stored, stored, CLOSE);
  }

  /** The stored run took its last step with the version of its day. */
  @ParameterizedTest
  @MethodSource("trained")
  void aStoredRunTakesItsLastStepAgain(Path stored) throws IOException {
    Path copy = copy(stored);
    Checkpoints checkpoints = Checkpoints.of(copy);
    long end = checkpoints.steps().getLast();
    checkpoints.point(Checkpoints.LAST, end - 1);
    checkpoints.cutAfter(end - 1);
    Run resumed = Pretraining.resume(copy, Progress.silent());
    assertThat(resumed.checkpoints().pointed(Checkpoints.LAST)).hasValue(end);
    List<Metrics> before = MetricsFile.read(stored.resolve(MetricsFile.NAME));
    List<Metrics> today = MetricsFile.read(copy.resolve(MetricsFile.NAME));
    assertThat(today).hasSameSizeAs(before);
    for (int line = 0; line < before.size(); line++) {
      assertThat(today.get(line).step()).isEqualTo(before.get(line).step());
      assertThat(today.get(line).split()).isEqualTo(before.get(line).split());
      double loss = before.get(line).loss();
      assertThat(today.get(line).loss())
          .isCloseTo(loss, within(CLOSE_AFTER_A_STEP * Math.abs(loss)));
    }
    givesTheStoredVectors(copy, stored, CLOSE_AFTER_A_STEP);
  }

  /** With the corpus where it lies now. */
  private Path copy(Path stored) throws IOException {
    Path copy = folder.resolve(stored.getFileName());
    String corpus = stored.resolveSibling("corpus").toAbsolutePath().toString();
    try (Stream<Path> files = Files.walk(stored)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(stored.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (file.toString().endsWith(".yaml")) {
          Files.writeString(
              target,
              Files.readString(file)
                  .replaceAll("corpus: .*/corpus", "corpus: '" + corpus.replace("\\", "/") + "'"));
        } else {
          Files.copy(file, target);
        }
      }
    }
    return copy;
  }

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
