package org.polysome.train.embed;

import java.nio.file.Path;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.hdf5.ArrayAddition;
import org.polysome.model.Embedder;
import org.polysome.prepare.Counts;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
import org.polysome.train.OpenRun;
import org.polysome.train.Run;

/** Embeds a file of any size into an h5ad. */
public final class FileEmbedding {

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
    Run run = request.model().reading().of(Run.open(request.run()));
    request.threads().ifPresent(Engine::threads);
    String checkpoint = request.model().checkpoint().orElseGet(run::defaultCheckpoint);
    Path folder = run.checkpoints().named(checkpoint);
    progress.say("checkpoint  " + checkpoint + " (" + folder.getFileName() + ")");
    Device device = Device.parse(request.model().device());
    try (AnnDataFile file = CellsInput.open(request.input(), request.counts().where(), progress);
        OpenRun open = run.open(new OpenRun.Setting(run.weights(checkpoint), device))) {
      Embedder embedder = request.model().layer().map(open::after).orElse(open);
      CountsMatrix counts = Counts.find(file, request.counts().layer(), progress);
      CellEmbedding embedding = new CellEmbedding(run, embedder, request.batchSize());
      try (EmbeddedOutput output =
          EmbeddedOutput.begin(
              counts,
              request.output(),
              ArrayAddition.Addition.embedding(request.key(), embedder.width(), request.force()),
              progress)) {
        embedding.stream(counts, request.counts().geneColumn(), output, progress);
        output.finish();
      }
    }
  }
}
