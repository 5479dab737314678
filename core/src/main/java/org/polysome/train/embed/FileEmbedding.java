package org.polysome.train.embed;

import java.nio.file.Path;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.hdf5.ObsmWriter;
import org.polysome.prepare.Counts;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
import org.polysome.train.Run;
import org.polysome.train.RunEmbedder;

/** Embeds a file of any size into an h5ad. */
public final class FileEmbedding {

  private static final String H5AD = "h5ad";

  private FileEmbedding() {}

  /**
   * Writes the output: a copy of the input with one more {@code obsm} key if it is an h5ad, else a
   * new h5ad with the counts.
   *
   * @throws org.polysome.fault.UsageException if the run, its checkpoint or the input does not
   *     exist, or the output or key does and may not be replaced
   * @throws org.polysome.fault.DataException if the counts cannot be used
   */
  public static void run(EmbedRequest request, Progress progress) {
    Run opened = Run.open(request.run());
    Run run = request.model().tokens().map(opened::withLength).orElse(opened);
    request.threads().ifPresent(Engine::threads);
    String checkpoint = request.model().checkpoint().orElseGet(run::defaultCheckpoint);
    Path folder = run.checkpoints().named(checkpoint);
    progress.say("checkpoint  " + checkpoint + " (" + folder.getFileName() + ")");
    Device device = Device.parse(request.model().device());
    try (AnnDataFile file = AnnDataFiles.open(request.input());
        RunEmbedder embedder = run.embedder(checkpoint, device, request.model().layer())) {
      CountsMatrix counts = Counts.find(file, request.counts().layer(), progress);
      CellEmbedding embedding = new CellEmbedding(run, embedder, request.batchSize());
      try (EmbeddedOutput output = begin(request, counts, embedder.width())) {
        embedding.stream(counts, request.counts().geneColumn(), output, progress);
        output.finish();
      }
    }
  }

  private static EmbeddedOutput begin(EmbedRequest request, CountsMatrix counts, int width) {
    ObsmWriter.Addition addition = new ObsmWriter.Addition(request.key(), width, request.force());
    return counts.file().format().equals(H5AD)
        ? EmbeddedOutput.copy(request.input(), request.output(), addition)
        : EmbeddedOutput.fresh(counts, request.output(), addition);
  }
}
