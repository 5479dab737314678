package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Corpora of six cells with four genes, in a folder in which nothing half written is left. */
abstract class SixCells {

  private static final List<String> GENES = List.of("A", "B", "C", "MT-X");
  private static final float[][] COUNTS = {
    {5, 0, 0, 0}, {1, 2, 3, 0}, {1, 0, 0, 9}, {0, 7, 8, 1}, {2, 2, 2, 2}, {0, 0, 0, 0}
  };
  private static final List<String> LABELS = List.of("x", "x", "y", "y", "z", "z");

  @TempDir Path folder;

  /** Whatever happened, no hidden file is left beside the outputs. */
  @AfterEach
  void nothingHalfWritten() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(n -> n.startsWith("."));
    }
  }

  Path file() {
    Path file = folder.resolve("cells.h5ad");
    return Files.exists(file) ? file : CorpusFixture.file(file, GENES, COUNTS, LABELS);
  }

  Path out() {
    return folder.resolve("corpus");
  }

  Corpus open() {
    return Corpus.open(out());
  }

  CorpusInfo build(CorpusRequest.Cells cells) {
    return CorpusFixture.build(request(List.of(file()), out(), CorpusRequest.Genes.UNION, cells));
  }

  static CorpusRequest request(
      List<Path> inputs, Path out, CorpusRequest.Genes genes, CorpusRequest.Cells cells) {
    return new CorpusRequest(inputs, out, false, CorpusRequest.Counts.DETECTED, genes, cells, 0);
  }
}
