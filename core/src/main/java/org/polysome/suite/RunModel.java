package org.polysome.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.polysome.anndata.AnnDataFile;
import org.polysome.corpus.Corpus;
import org.polysome.genes.GeneAlignment;
import org.polysome.genes.GeneMatching;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.model.Embedder;
import org.polysome.model.FittedModel;
import org.polysome.prepare.Counts;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.Cell;
import org.polysome.train.OpenRun;
import org.polysome.train.Run;
import org.polysome.train.RunWeights;
import org.polysome.train.embed.CellEmbedding;
import org.polysome.train.embed.EmbedRequest;
import org.polysome.train.embed.PredictedValues;
import org.polysome.train.embed.ValuePrediction;

/**
 * A run to be judged, or one checkpoint or layer of it.
 *
 * @param run the run
 * @param point which checkpoint and layer
 * @param counts which counts of a file
 * @param progress where the embedding shows how far it is
 */
public record RunModel(
    Run run, RunPoint point, EmbedRequest.CountsOptions counts, Progress progress)
    implements JudgedModel {

  private static final int BATCH_SIZE = 64;

  @Override
  public String name() {
    return point.of(runName());
  }

  /** The checkpoint that it is of: a pointer, or {@code step-N}. */
  public String checkpoint() {
    return point.step().isPresent() ? "step-" + point.step().getAsLong() : run.defaultCheckpoint();
  }

  @Override
  public String runName() {
    return String.valueOf(run.folder().toAbsolutePath().normalize().getFileName());
  }

  @Override
  public DenseMatrix embed(AnnDataFile file) {
    try (OpenRun open = run.open(OpenRun.Setting.of(weights()))) {
      Embedder embedder = point.layer().isPresent() ? open.after(point.layer().getAsInt()) : open;
      return embed(file, embedder, progress);
    }
  }

  /** The model as it was before its training began; what is said of the file was said before. */
  @Override
  public Optional<DenseMatrix> embedUntrained(AnnDataFile file) {
    if (run.plan().model() instanceof FittedModel) {
      return Optional.empty();
    }
    try (OpenRun open = run.open(OpenRun.Setting.of(untrained()))) {
      return Optional.of(embed(file, open, progress.withoutRemarks()));
    }
  }

  private RunWeights weights() {
    return run.weights(checkpoint());
  }

  private RunWeights untrained() {
    return run.untrained(run.plan().seed());
  }

  private DenseMatrix embed(AnnDataFile file, Embedder embedder, Progress shown) {
    CountsMatrix found = Counts.find(file, counts.layer(), shown);
    return new CellEmbedding(run, embedder, BATCH_SIZE).matrix(found, counts.geneColumn(), shown);
  }

  /** How its hidden values are asked for. */
  public ValuePrediction values() {
    return new ValuePrediction(run, counts.geneColumn(), BATCH_SIZE);
  }

  /**
   * Predicts hidden values of some cells of a file by its checkpoint; there must be no obstacle to
   * {@link #values}.
   *
   * @param rows the cells, ascending
   */
  public PredictedValues predict(AnnDataFile file, int[] rows) {
    CountsMatrix found = Counts.find(file, counts.layer(), progress);
    return values().predict(found, rows, weights(), progress);
  }

  /** As {@link #predict}, by the same model with random weights. */
  public PredictedValues predictUntrained(AnnDataFile file, int[] rows) {
    Progress quiet = progress.withoutRemarks();
    CountsMatrix found = Counts.find(file, counts.layer(), quiet);
    return values().predict(found, rows, untrained(), quiet);
  }

  @Override
  public OptionalInt seenInTraining(AnnDataFile file, int[] rows) {
    List<Path> folders = run.plan().data().folders();
    if (folders.isEmpty() || !folders.stream().allMatch(Files::isDirectory)) {
      return OptionalInt.empty();
    }
    CountsMatrix found = Counts.find(file, counts.layer(), Progress.silent());
    BitSet seen = new BitSet();
    for (Path folder : folders) {
      try (Corpus corpus = Corpus.open(folder)) {
        markSeen(corpus, found, rows, seen);
      }
    }
    return OptionalInt.of(seen.cardinality());
  }

  /** Marks the places of the rows that are cells of a corpus, by the genes that it knows. */
  private void markSeen(Corpus corpus, CountsMatrix found, int[] rows, BitSet seen) {
    Set<Long> trained = new HashSet<>();
    for (int row = 0; row < corpus.cells(); row++) {
      trained.add(corpus.contentHash(row));
    }
    GeneAlignment alignment =
        GeneAlignment.align(
            found.var().texts(), corpus.vocabulary(), GeneMatching.by(counts.geneColumn()));
    for (int place = 0; place < rows.length; place++) {
      CsrMatrix cell = alignment.apply(found.rows(rows[place], rows[place] + 1));
      if (trained.contains(hash(cell))) {
        seen.set(place);
      }
    }
  }

  private static long hash(CsrMatrix cell) {
    return Cell.contentHash(cell.indices(), cell.values(), cell.entries());
  }
}
