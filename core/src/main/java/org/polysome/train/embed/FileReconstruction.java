package org.polysome.train.embed;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Unstructured;
import org.polysome.anndata.hdf5.ArrayAddition;
import org.polysome.objective.ValueHead;
import org.polysome.prepare.Counts;
import org.polysome.prepare.CountsMatrix;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.tensor.Device;
import org.polysome.tensor.Engine;
import org.polysome.train.OpenRun;
import org.polysome.train.Reconstruction;
import org.polysome.train.Run;

/** Predicts the expression of a file of any size into a layer of an h5ad. */
public final class FileReconstruction {

  private FileReconstruction() {}

  /**
   * Writes the output: a copy of the input with one more layer (cells, genes) of float32 if it is
   * an h5ad, else a new h5ad with the counts. What the layer is, above all on which scale, stands
   * in {@code uns} under {@link ArrayAddition#DESCRIPTIONS}.
   *
   * @throws org.polysome.fault.UsageException if the run, its checkpoint or the input does not
   *     exist, the run predicts no expression, or the output or layer exists and may not be
   *     replaced
   * @throws org.polysome.fault.DataException if the counts cannot be used
   */
  public static void run(ReconstructRequest request, Progress progress) {
    Run run = request.model().reading().of(Run.open(request.run()));
    Reconstruction how = run.reconstruction(request.model().objective());
    request.threads().ifPresent(Engine::threads);
    String checkpoint = request.model().checkpoint().orElseGet(run::defaultCheckpoint);
    Path folder = run.checkpoints().named(checkpoint);
    progress.say("checkpoint  " + checkpoint + " (" + folder.getFileName() + ")");
    progress.say(
        "expression  by %s, %s".formatted(how.objective(), ExpressionScale.question(how.asked())));
    progress.say("scale       " + ExpressionScale.of(run, how));
    Device device = Device.parse(request.model().device());
    try (AnnDataFile file = CellsInput.open(request.input(), request.counts().where(), progress)) {
      CountsMatrix counts = Counts.find(file, request.counts().layer(), progress);
      AlignedCells cells =
          new CellReading(run, how.columns(run), request.counts().geneColumn())
              .align(counts, progress);
      LayerGenes genes =
          LayerGenes.of(
              run, file.var(AnnDataFile.X), request.counts().geneColumn(), cells.measured());
      progress.say(genes.words());
      ArrayAddition.Addition layer =
          new ArrayAddition.Addition(
              ArrayAddition.Group.LAYERS,
              request.layer(),
              genes.columns(),
              description(run, how, folder),
              request.force());
      OpenRun.Setting setting = new OpenRun.Setting(run.weights(checkpoint), device);
      try (OpenRun open = run.open(setting, cells.measured());
          EmbeddedOutput output = EmbeddedOutput.begin(counts, request.output(), layer, progress)) {
        BlockEmbedder.Batches batches =
            BlockEmbedder.Batches.of(run, request.batchSize(), progress);
        OpenRun.Predictor model = open.expression(how);
        CellPredictor predictor =
            how.asked() == ValueHead.Asked.WHOLE_CELLS
                ? new WholeCellPredictor(run, cells.measured(), model)
                : new AskedGenesPredictor(run, cells.measured(), genes, model);
        stream(
            new CellReconstruction(cells, genes, predictor, batches),
            output,
            progress,
            cells.rows());
        output.finish();
      }
    }
  }

  private static void stream(
      CellReconstruction reconstruction, BlockSink sink, Progress progress, int cells) {
    try (Task task = progress.start("reconstruct", "cells", cells)) {
      reconstruction.stream(sink, task);
    }
    if (reconstruction.notFinite() > 0) {
      progress.say(
          String.format(
              Locale.ROOT,
              "%,d predictions are no finite numbers: the run has diverged",
              reconstruction.notFinite()));
    }
  }

  private static Unstructured.Tree description(Run run, Reconstruction how, Path checkpoint) {
    Map<String, Unstructured> facts = new LinkedHashMap<>();
    facts.put("scale", new Unstructured.Text(ExpressionScale.of(run, how)));
    facts.put("unit", new Unstructured.Text(how.unit().name().toLowerCase(Locale.ROOT)));
    facts.put("objective", new Unstructured.Text(how.objective()));
    facts.put("asked", new Unstructured.Text(ExpressionScale.question(how.asked())));
    facts.put(
        "run",
        new Unstructured.Text(
            String.valueOf(run.folder().toAbsolutePath().normalize().getFileName())));
    facts.put("checkpoint", new Unstructured.Text(String.valueOf(checkpoint.getFileName())));
    return new Unstructured.Tree(facts);
  }
}
