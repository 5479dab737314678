package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.fault.Cancellation;
import org.polysome.matrix.CsrBuilder;
import org.polysome.matrix.DenseMatrix;
import org.polysome.progress.PrintedProgress;
import org.polysome.train.Run;
import org.polysome.train.TinyRun;
import org.polysome.train.embed.EmbedRequest;

class RunModelTest {

  private static final int CELLS = 20;

  @TempDir Path folder;

  @Test
  void theUntrainedTwinEmbedsTheSameCellsAndRepeatsNoRemark() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    RunModel model =
        new RunModel(
            Run.open(TinyRun.write(folder.resolve("run"))),
            RunPoint.WHOLE,
            EmbedRequest.CountsOptions.DETECT,
            new PrintedProgress(stream, false, new Cancellation()));
    try (AnnDataFile file = AnnDataFiles.open(cells())) {
      DenseMatrix trained = model.embed(file);
      DenseMatrix untrained = model.embedUntrained(file).orElseThrow();
      assertThat(trained.rows()).isEqualTo(CELLS).isEqualTo(untrained.rows());
      assertThat(trained.values()).isNotEqualTo(untrained.values());
    }
    List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).isNotEmpty().doesNotHaveDuplicates();
    assertThat(lines).anyMatch(line -> line.contains("holds raw counts"));
  }

  private Path cells() {
    Path file = folder.resolve("cells.h5ad");
    List<String> genes = IntStream.range(0, TinyRun.GENES).mapToObj(TinyRun::gene).toList();
    List<String> names = IntStream.range(0, CELLS).mapToObj(cell -> "cell" + cell).toList();
    CsrBuilder counts = new CsrBuilder(TinyRun.GENES, CELLS * TinyRun.GENES);
    Random random = new Random(7);
    for (int cell = 0; cell < CELLS; cell++) {
      for (int gene = 0; gene < TinyRun.GENES; gene++) {
        counts.add(gene, random.nextInt(5));
      }
      counts.endRow();
    }
    Frame obs = new Frame("_index", names, Map.of());
    Frame var = new Frame("_index", genes, Map.of());
    try (H5adWriter writer = H5adWriter.create(file, obs, var, false)) {
      writer.matrix("X").append(counts.build());
      writer.finish();
    }
    return file;
  }
}
