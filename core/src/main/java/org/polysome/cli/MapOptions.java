package org.polysome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;
import org.polysome.suite.map.EmbeddingMaps;
import org.polysome.suite.map.Picture;
import picocli.CommandLine.Option;

/** What a report draws besides the maps of its results. */
final class MapOptions {

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "File of embedded cells to draw maps of; needs --label.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--label",
      paramLabel = "COL",
      description = "Column of obs that its cells are coloured by.")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "COL",
      description = "Column of obs that a second map is coloured by.")
  private Optional<String> batch = Optional.empty();

  @Option(
      names = "--embedding",
      paramLabel = "KEY",
      description = "Key in obsm to draw; repeat for several (default: all that hold numbers).")
  private List<String> embeddings = new ArrayList<>();

  /** The maps, if any are asked for. */
  List<Picture> draw(Progress progress) {
    if (data.isEmpty()) {
      if (label.isPresent() || batch.isPresent() || !embeddings.isEmpty()) {
        throw new UsageException("--label, --batch and --embedding say how to draw --data FILE");
      }
      return List.of();
    }
    String column =
        label.orElseThrow(
            () -> new UsageException("--data needs --label COL: what to colour its cells by"));
    return new EmbeddingMaps(column, batch, embeddings).draw(data.get(), progress);
  }
}
