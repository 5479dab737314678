package org.polysome.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.corpus.Corpus;

/**
 * An eager PyTorch program of the model that {@link SpeedWorker} trains, on batches of the same
 * lengths.
 *
 * @param python one that has torch
 * @param script {@code peers/train.py}
 * @param genes size of the vocabulary
 * @param lengths a file of one number of tokens a line
 */
record TorchPeer(String python, Path script, int genes, Path lengths) {

  /** Sizes of batches; what is fastest differs from ours. */
  static final List<Integer> BATCHES = List.of(SpeedWorker.BATCH, 4 * SpeedWorker.BATCH);

  /** What our launcher sets and a user of PyTorch does not. */
  private static final Set<String> OURS =
      Set.of("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "OPENBLAS_THREAD_TIMEOUT");

  /** The one of {@code PEER_PYTHON}, if that is set; lengths are written beside the corpus. */
  static Optional<TorchPeer> of(Path corpus) throws IOException {
    String python = System.getenv("PEER_PYTHON");
    if (python == null) {
      return Optional.empty();
    }
    try (Corpus cells = Corpus.open(corpus)) {
      String lengths =
          IntStream.range(0, cells.cells())
              .map(row -> Math.min(SpeedWorker.LENGTH, 1 + cells.genesSeen(row)))
              .mapToObj(Integer::toString)
              .collect(Collectors.joining("\n"));
      Path file = Files.writeString(corpus.resolveSibling("lengths.txt"), lengths);
      Path script = Path.of(System.getProperty("benchmarks.home", "benchmarks"), "peers/train.py");
      return Optional.of(new TorchPeer(python, script, cells.vocabulary().size(), file));
    }
  }

  /** Cells a second with both threads. */
  SpeedWorker.Speeds speeds(SpeedWorker.Form form, int batch)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            python,
            script.toString(),
            form.precision(),
            Double.toString(form.dropout()),
            Integer.toString(batch),
            Integer.toString(genes),
            lengths.toString());
    builder.environment().keySet().removeAll(OURS);
    return SpeedWorker.Speeds.parse(PeerProcess.output(builder, "torch"));
  }
}
