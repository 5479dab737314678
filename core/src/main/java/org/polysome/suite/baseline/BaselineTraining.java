package org.polysome.suite.baseline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.files.FileTree;
import org.polysome.files.IoFaults;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.prepare.Counts;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;
import org.polysome.train.OpenRun;
import org.polysome.train.Pretraining;
import org.polysome.train.Run;
import org.polysome.train.embed.CellEmbedding;

/**
 * Trains baselines by the ordinary code, as a user would by hand: a corpus of the judged cells, a
 * run, an embedding; all in a temporary folder that is gone afterwards.
 *
 * @param plans where recipes are found
 * @param counts raw counts of the judged cells (cells, genes)
 * @param batches the batch of each cell, where it is known; empty where no batches are given
 * @param progress where it shows how far it is
 */
public record BaselineTraining(
    RecipePlans plans, CsrMatrix counts, List<Optional<String>> batches, Progress progress) {

  private static final int BATCH_SIZE = 128;

  /** Copies the batches. */
  public BaselineTraining {
    batches = List.copyOf(batches);
  }

  /**
   * A baseline after training.
   *
   * @param cells its vectors of the judged cells
   * @param what is taken from the run beside them
   */
  public record Trained<T>(Given cells, T what) {}

  /**
   * Trains a baseline.
   *
   * @param taken takes something from the run before it is deleted; its genes are named by {@link
   *     #gene}
   */
  public <T> Trained<T> train(TrainedBaseline baseline, Function<Run, T> taken) {
    Path folder = folder();
    try {
      return train(baseline, taken, folder);
    } finally {
      delete(folder);
    }
  }

  private <T> Trained<T> train(TrainedBaseline baseline, Function<Run, T> taken, Path folder) {
    progress.say(
        String.format(
            Locale.ROOT,
            "baseline/%s: training %s on %,d cells",
            baseline.name(),
            baseline.recipe(),
            counts.rows()));
    Progress shown = progress.withoutRemarks();
    Path file = folder.resolve("cells.h5ad");
    CountsFile.write(file, counts, batches);
    Path corpus = folder.resolve("corpus");
    CorpusBuilder.build(CorpusRequest.of(List.of(file), corpus), shown);
    List<String> assignments = new ArrayList<>(baseline.changes(!batches.isEmpty()));
    assignments.add("data.corpus='" + corpus + "'");
    Run run =
        Pretraining.start(
            plans.plan(baseline.recipe(), assignments),
            new Pretraining.Target(folder.resolve("run"), false, List.of("baseline")),
            shown);
    return new Trained<>(new Given(baseline.name(), embedded(run, file, shown)), taken.apply(run));
  }

  private static DenseMatrix embedded(Run run, Path path, Progress progress) {
    try (AnnDataFile file = AnnDataFiles.open(path);
        OpenRun open = run.open()) {
      CountsMatrix found = Counts.find(file, Optional.of(AnnDataFile.X), progress);
      return new CellEmbedding(run, open, BATCH_SIZE).matrix(found, Optional.empty(), progress);
    }
  }

  /** The place among the genes of the counts of a gene of a trained run. */
  public static int gene(String name) {
    return CountsFile.gene(name);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("polysome-baseline");
    } catch (IOException e) {
      throw IoFaults.writing(Path.of(System.getProperty("java.io.tmpdir", ".")), e);
    }
  }

  private static void delete(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw IoFaults.writing(folder, e);
    }
  }
}
