package org.polysome.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.progress.Listening;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.train.OpenRun;
import org.polysome.train.Run;

/** Imports made-up folders in the layout of a project. */
abstract class LayoutContract {

  private final Scope scope = new Scope();
  private final List<String> said = new ArrayList<>();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    scope.close();
  }

  final Path folder() {
    return folder;
  }

  /** The lines that the last import said. */
  final List<String> said() {
    return said;
  }

  final Run read(PublishedModel model, Path from, String to) {
    said.clear();
    return PublishedImport.read(
        new PublishedImport.Source(model, from, Optional.empty()),
        new PublishedImport.Target(folder.resolve(to), false, List.of("polysome", "import")),
        new Listening(said));
  }

  static Map<String, Tensor> weights(Run run) {
    return Safetensors.read(run.folder().resolve("checkpoints/step-0/model.safetensors"));
  }

  static double[] row(Map<String, Tensor> tensors, String name, int row) {
    return Objects.requireNonNull(tensors.get(name), name).select(0, row).toDoubles();
  }

  static TokenBatch tokens(Run run, Cell cell) {
    return run.tokenizer(MeasuredGenes.everything(1, run.vocabulary().size()))
        .tokenize(List.of(cell), run.draw(), List.of());
  }

  static float[] embed(Run run, TokenBatch batch) {
    try (OpenRun embedder = run.open()) {
      return embedder.embed(batch);
    }
  }
}
