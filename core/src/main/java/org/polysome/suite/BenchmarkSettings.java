package org.polysome.suite;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.polysome.fault.UsageException;

/**
 * What is judged, and beside what.
 *
 * @param label the {@code obs} column of labels: what a probe predicts, what clusters are compared
 *     with, or the perturbation of each cell
 * @param batch the {@code obs} column of experimental batches
 * @param embeddings which; if not given, all of the file that hold numbers
 * @param baselines what is judged beside them
 * @param layer the matrix of counts that baselines read; detected if not given
 * @param geneVectors a file of gene vectors that are averaged by expression, as a baseline
 * @param seeds how often whatever is random is repeated, such as splits
 * @param seed from which those seeds follow
 */
public record BenchmarkSettings(
    Optional<String> label,
    Optional<String> batch,
    Optional<List<EmbeddingChoice>> embeddings,
    Baselines baselines,
    Optional<String> layer,
    Optional<Path> geneVectors,
    int seeds,
    long seed) {

  /** Checks the number of seeds, and that no baseline is given where none is wanted. */
  public BenchmarkSettings {
    embeddings = embeddings.map(List::copyOf);
    if (seeds < 1) {
      throw new UsageException("‹seeds›: %d is not at least 1".formatted(seeds));
    }
    if (geneVectors.isPresent() && baselines == Baselines.NONE) {
      throw new UsageException("‹gene-vectors› make a baseline, and ‹baselines› none wants none");
    }
    Set<String> keys = new HashSet<>();
    for (EmbeddingChoice choice : embeddings.orElse(List.of())) {
      if (!keys.add(choice.key())) {
        throw new UsageException("‹embedding›: '%s' is named twice".formatted(choice.key()));
      }
    }
  }

  /** All numeric embeddings, fast baselines, five seeds. */
  public static BenchmarkSettings of(String label) {
    return new BenchmarkSettings(
        Optional.of(label),
        Optional.empty(),
        Optional.empty(),
        Baselines.FAST,
        Optional.empty(),
        Optional.empty(),
        5,
        0);
  }

  /** The same with labels. */
  public BenchmarkSettings withLabel(String column) {
    return new BenchmarkSettings(
        Optional.of(column), batch, embeddings, baselines, layer, geneVectors, seeds, seed);
  }

  /** The same with batches. */
  public BenchmarkSettings withBatch(String column) {
    return new BenchmarkSettings(
        label, Optional.of(column), embeddings, baselines, layer, geneVectors, seeds, seed);
  }

  /**
   * The same for some embeddings only, or none.
   *
   * @param texts each {@code KEY} or {@code NAME=FILE}
   */
  public BenchmarkSettings withEmbeddings(List<String> texts) {
    List<EmbeddingChoice> some = texts.stream().map(EmbeddingChoice::parse).toList();
    return new BenchmarkSettings(
        label, batch, Optional.of(some), baselines, layer, geneVectors, seeds, seed);
  }

  /** The tables of embeddings, by the name of each. */
  SequencedMap<String, Path> tables() {
    SequencedMap<String, Path> tables = new LinkedHashMap<>();
    embeddings
        .orElse(List.of())
        .forEach(choice -> choice.table().ifPresent(file -> tables.put(choice.key(), file)));
    return tables;
  }

  /** The same with other baselines. */
  public BenchmarkSettings withBaselines(Baselines some) {
    return new BenchmarkSettings(label, batch, embeddings, some, layer, geneVectors, seeds, seed);
  }

  /** The same with gene vectors. */
  public BenchmarkSettings withGeneVectors(Path file) {
    return new BenchmarkSettings(
        label, batch, embeddings, baselines, layer, Optional.of(file), seeds, seed);
  }

  /**
   * The label column, for a suite that needs one.
   *
   * @throws UsageException if there is none
   */
  public String neededLabel(String suite) {
    return label.orElseThrow(
        () ->
            new UsageException(
                "‹label›: the suite %s needs a column of obs with labels".formatted(suite)));
  }

  /**
   * The batch column, for a suite that needs one.
   *
   * @throws UsageException if there is none
   */
  public String neededBatch(String suite) {
    return batch.orElseThrow(
        () ->
            new UsageException(
                "‹batch›: the suite %s needs a column of obs with batches".formatted(suite)));
  }
}
