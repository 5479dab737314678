package org.polysome.suite.map;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;

/**
 * Pictures of the embeddings of a file, of every cell, without judging them.
 *
 * @param label the {@code obs} column that cells are coloured by
 * @param batch the {@code obs} column of a second picture
 * @param embeddings {@code obsm} keys; none means all that hold numbers
 */
public record EmbeddingMaps(String label, Optional<String> batch, List<String> embeddings) {

  /** Copies the keys. */
  public EmbeddingMaps {
    embeddings = List.copyOf(embeddings);
  }

  /**
   * Lays the embeddings of a file out.
   *
   * @throws org.polysome.fault.DataException if a column is missing or empty, or an embedding is
   *     not finite
   * @throws UsageException if there is no such embedding, or none at all
   */
  public List<Picture> draw(Path path, Progress progress) {
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      var scene =
          new Painter.Scene(
              path.toString(),
              file.obs().index(),
              Grouping.of(file, label),
              batch.map(column -> Grouping.of(file, column)));
      List<String> keys = embeddings.isEmpty() ? file.embeddings() : embeddings;
      if (keys.isEmpty()) {
        throw new UsageException(
            "%s has no numeric embedding in obsm to draw; write one with `polysome embed`"
                .formatted(path));
      }
      List<Picture> pictures = new ArrayList<>();
      try (Task task = progress.start("layout", "embeddings", keys.size())) {
        for (String key : keys) {
          DenseMatrix points = FiniteEmbedding.of(file, key);
          pictures.add(Painter.paint(key, points, scene));
          task.advance(1);
        }
      }
      return pictures;
    }
  }
}
