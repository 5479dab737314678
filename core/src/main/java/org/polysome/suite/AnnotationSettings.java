package org.polysome.suite;

import java.util.List;
import java.util.Optional;
import org.polysome.fault.UsageException;

/**
 * How annotation is judged.
 *
 * @param label the {@code obs} column to be predicted
 * @param batch the {@code obs} column of batches, where cells are to be split by them as well
 * @param embeddings {@code obsm} keys; none means all that hold numbers
 * @param baselines what is judged beside them
 * @param layer the matrix of counts that baselines read; detected if not given
 * @param seeds how many splits of each kind
 * @param seed from which the seeds of the splits follow
 */
public record AnnotationSettings(
    String label,
    Optional<String> batch,
    List<String> embeddings,
    Baselines baselines,
    Optional<String> layer,
    int seeds,
    long seed) {

  /** Checks the number of seeds. */
  public AnnotationSettings {
    embeddings = List.copyOf(embeddings);
    if (seeds < 1) {
      throw new UsageException("%d seeds: at least one split is needed".formatted(seeds));
    }
  }

  /** All numeric embeddings, fast baselines, five seeds. */
  public static AnnotationSettings of(String label) {
    return new AnnotationSettings(
        label, Optional.empty(), List.of(), Baselines.FAST, Optional.empty(), 5, 0);
  }

  /** The same, with cells split by batch as well. */
  public AnnotationSettings withBatch(String column) {
    return new AnnotationSettings(
        label, Optional.of(column), embeddings, baselines, layer, seeds, seed);
  }

  /** The same for some embeddings only. */
  public AnnotationSettings withEmbeddings(List<String> keys) {
    return new AnnotationSettings(label, batch, keys, baselines, layer, seeds, seed);
  }

  /** The same with other baselines. */
  public AnnotationSettings withBaselines(Baselines some) {
    return new AnnotationSettings(label, batch, embeddings, some, layer, seeds, seed);
  }
}
