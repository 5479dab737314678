package org.polysome.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.matrix.CsrMatrix;
import org.polysome.progress.Progress;
import org.polysome.train.embed.EmbedRequest;
import org.polysome.train.embed.FileReconstruction;
import org.polysome.train.embed.ReconstructRequest;

/** Small runs on 120 simulated cells, and the expression that they predict of them. */
public abstract class ReconstructedCells {

  protected static final int CELLS = 120;
  protected static final int GENES = 120;

  protected static final String TOKENS =
      """
      tokenizer: {length: 48}
      model: {type: token-model, width: 16, layers: 1, heads: 2}
      """;
  protected static final String MASKED = TOKENS + "objectives: [{type: masked-values, ratio: 0.3}]";
  protected static final String WCED = TOKENS + "objectives: [wced]";
  protected static final String SCVI =
      """
      model: {type: scvi, latent: 5, layers: {hidden: 12}, batch-column: batch}
      objectives:
        - {type: evidence-lower-bound, decoder: {hidden: 12}, batch-column: batch}
      """;
  @TempDir static Path shared;
  private static Path corpus;

  @TempDir protected Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, CELLS);
  }

  protected Run train(String parts) {
    boolean fitted = !parts.contains("objectives:");
    String steps = "train: {max-steps: 60, batch-size: 16, learning-rate: 0.01, log-every: 60}";
    String yaml =
        """
        seed: 5
        data: {corpus: '%s'}
        %s
        %s
        """;
    Plan plan =
        Config.bind(
            YamlReader.read(yaml.formatted(corpus, fitted ? "" : steps, parts), "test.yaml"),
            Plan.class);
    var target = new Pretraining.Target(folder.resolve("run"), true, List.of("test"));
    return Pretraining.start(plan, target, Progress.silent());
  }

  protected static Path cells() {
    return shared.resolve("cells.h5ad");
  }

  protected Path reconstruct(Run run, Path input, String name, int batchSize) {
    Path output = folder.resolve(name);
    FileReconstruction.run(request(run, input, output, batchSize), Progress.silent());
    return output;
  }

  protected static ReconstructRequest request(Run run, Path input, Path output, int batchSize) {
    return new ReconstructRequest(
        run.folder(),
        input,
        output,
        false,
        ReconstructRequest.ModelChoice.DEFAULT,
        EmbedRequest.CountsOptions.DETECT,
        ReconstructRequest.DEFAULT_LAYER,
        batchSize,
        Optional.empty());
  }

  protected static double[] layer(Path path) {
    try (AnnDataFile file = AnnDataFiles.open(path)) {
      return dense(file.matrix("polysome").rows(0, file.obs().rows()));
    }
  }

  protected static double[] dense(CsrMatrix rows) {
    return rows.dense(IntStream.range(0, rows.columns()).toArray()).values();
  }

  protected static double[] truth() {
    try (AnnDataFile file = AnnDataFiles.open(cells())) {
      return dense(file.matrix("X").rows(0, CELLS));
    }
  }
}
