package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.store.CheckpointFiles;

/** A run on two of three types and three of four batches, and one on others that starts from it. */
class LabelTransferTest {

  private static final String TOKENS =
      """
      data: {plan: {type: one-domain, column: batch}}
      tokenizer: {length: 24}
      model:
        type: token-model
        width: 8
        layers: 1
        heads: 2
        embedding-norm: {type: domain-batch-norm, column: batch, affine: true}
        label-encoder: {type: learned, column: batch}
      objectives: [{type: label, column: cell_type}, {type: masked-values}]
      train: {max-steps: 3, batch-size: 8, learning-rate: 0.01}
      """;
  private static final String WHOLE =
      """
      model: {type: scvi, latent: 5, layers: {hidden: 12}, batch-column: batch}
      objectives:
        - type: evidence-lower-bound
          dispersion: gene-batch
          decoder: {hidden: 12, dropout: 0}
          batch-column: batch
      train: {max-steps: 3, batch-size: 8, learning-rate: 0.01}
      """;
  private static final String WITHOUT_FIRST =
      "data.select=cell_type != 'type1' and batch != 'batch2'";
  private static final String WITHOUT_LAST =
      "data.select=cell_type != 'type3' and batch != 'batch4'";

  @TempDir static Path shared;
  private static Path small;
  private static Path large;

  @TempDir Path folder;

  @BeforeAll
  static void corpora() throws IOException {
    small = TinyCorpus.write(Files.createDirectory(shared.resolve("a")), 120, 60, 1);
    large = TinyCorpus.write(Files.createDirectory(shared.resolve("b")), 120, 80, 3);
  }

  private Run train(String name, String yaml, Progress progress, String... assignments) {
    Plan plan =
        Config.bind(
            Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), Arrays.asList(assignments)),
            Plan.class);
    return Pretraining.start(
        plan, new Pretraining.Target(folder.resolve(name), false, List.of("test")), progress);
  }

  private static Parameters before(Run run, Optional<Run> from) {
    Parameters parameters = new Parameters(Device.CPU, 99);
    Learners.build(
        run.plan(), MeasuredGenes.everything(1, run.vocabulary().size()), run.labels(), parameters);
    from.ifPresent(other -> new WarmStart(other, run).into(parameters, Progress.silent()));
    return parameters;
  }

  private static Map<String, Tensor> stored(Run run) {
    return Safetensors.read(run.checkpoints().named("last").resolve(CheckpointFiles.MODEL));
  }

  /**
   * @param there tensors that a start is from
   * @param started those that started from them
   * @param fresh those before
   */
  private record Three(
      Map<String, Tensor> there, Map<String, Tensor> started, Map<String, Tensor> fresh) {

    private static Tensor of(Map<String, Tensor> tensors, String name) {
      return Objects.requireNonNull(tensors.get(name), name);
    }

    /** Entries of labels come from elsewhere, or from nowhere (-1), in their order here. */
    void assertEntries(String name, int dimension, long offsetThere, long offset, int... labels) {
      Tensor live = of(started, name);
      for (int label = 0; label < labels.length; label++) {
        boolean known = labels[label] >= 0;
        Tensor source = known ? of(there, name) : of(fresh, name);
        long at = known ? offsetThere + labels[label] : offset + label;
        float[] expected = source.select(dimension, at).toFloats();
        float[] found = live.select(dimension, offset + label).toFloats();
        assertThat(Arrays.copyOf(found, Math.min(found.length, expected.length)))
            .as("%s, label %d", name, label)
            .containsExactly(Arrays.copyOf(expected, Math.min(found.length, expected.length)));
      }
    }
  }

  /** Classes are sorted alike, so that places alone would give a class the weights of another. */
  @Test
  void headsTablesAndNormsAreTakenByTheNameOfTheLabel() {
    Run from = train("a", TOKENS, Progress.silent(), "data.corpus=" + small, WITHOUT_FIRST);
    List<String> said = new ArrayList<>();
    String start = "train.init-from=" + from.folder();
    Run run = train("b", TOKENS, new Listening(said), "data.corpus=" + small, WITHOUT_LAST, start);
    assertThat(dictionary(from, "cell_type")).containsExactly("type2", "type3");
    assertThat(dictionary(run, "cell_type")).containsExactly("type1", "type2");
    assertThat(dictionary(from, "batch")).containsExactly("batch1", "batch3", "batch4");
    assertThat(dictionary(run, "batch")).containsExactly("batch1", "batch2", "batch3");
    assertThat(said)
        .contains(
            "labels of 'cell_type': 1 of 2 start from those of the same name there, 1 are new, 1"
                + " there are not used",
            "labels of 'batch': 2 of 3 start from those of the same name there, 1 are new, 1 there"
                + " are not used")
        .noneMatch(line -> line.startsWith("starts anew"));
    try (Scope scope = new Scope();
        Parameters started = before(run, Optional.of(from));
        Parameters fresh = before(run, Optional.empty())) {
      Three three = new Three(stored(from), started.all(), fresh.all());
      String head = "objective.label.cell_type.decoder.out.";
      three.assertEntries(head + "weight", 0, 0, 0, -1, 0);
      three.assertEntries(head + "bias", 0, 0, 0, -1, 0);
      for (String norm : List.of("running-mean", "running-variance", "weight", "bias")) {
        three.assertEntries("model.embedding-norm." + norm, 0, 0, 0, 0, -1, 1);
      }
      // The last row of the table is of cells without a label.
      three.assertEntries("model.label-encoder.table.weight", 0, 0, 0, 0, -1, 1, 3);
      String plain = "model.gene-encoder.weight";
      assertThat(started.get(plain).toFloats())
          .containsExactly(Three.of(three.there(), plain).toFloats());
    }
  }

  /** A label's place there is neither its place here nor its place among those both know. */
  @Test
  void placesThereDoNotMatter() {
    Run from = train("a", TOKENS, Progress.silent(), "data.corpus=" + small, WITHOUT_LAST);
    Run run = train("b", TOKENS, Progress.silent(), "data.corpus=" + small, WITHOUT_FIRST);
    try (Scope scope = new Scope();
        Parameters started = before(run, Optional.of(from));
        Parameters fresh = before(run, Optional.empty())) {
      Three three = new Three(stored(from), started.all(), fresh.all());
      three.assertEntries("objective.label.cell_type.decoder.out.weight", 0, 0, 0, 1, -1);
      three.assertEntries("model.embedding-norm.weight", 0, 0, 0, 0, 2, -1);
      three.assertEntries("model.label-encoder.table.weight", 0, 0, 0, 0, 2, -1, 3);
    }
  }

  /** Inputs of a layer are genes and then labels, and both are others there. */
  @Test
  void labelsBehindGenesAreFoundThere() {
    Run from = train("a", WHOLE, Progress.silent(), "data.corpus=" + small, WITHOUT_FIRST);
    Run run = train("b", WHOLE, Progress.silent(), "data.corpus=" + large, WITHOUT_LAST);
    try (Scope scope = new Scope();
        Parameters started = before(run, Optional.of(from));
        Parameters fresh = before(run, Optional.empty())) {
      Three three = new Three(stored(from), started.all(), fresh.all());
      String layer = "model.encoder.layer.0.weight";
      three.assertEntries(layer, 1, 60, 80, 0, -1, 1);
      float[] gene = started.get(layer).select(1, 7).toFloats();
      assertThat(gene).containsExactly(Three.of(three.there(), layer).select(1, 7).toFloats());
      String decoder = "objective.evidence-lower-bound.decoder.layer.0.weight";
      three.assertEntries(decoder, 1, 5, 5, 0, -1, 1);
      String dispersion = "objective.evidence-lower-bound.log-inverse-dispersion";
      Tensor table = started.get(dispersion);
      assertThat(table.narrow(0, 0, 60).select(1, 2).toFloats())
          .containsExactly(Three.of(three.there(), dispersion).select(1, 1).toFloats());
    }
  }

  @Test
  void aTableOfAnotherColumnsLabelsStartsAnew() {
    Run from = train("a", TOKENS, Progress.silent(), "data.corpus=" + small);
    List<String> said = new ArrayList<>();
    train(
        "b",
        TOKENS,
        new Listening(said),
        "data.corpus=" + small,
        "model.label-encoder.column=cell_type",
        "train.init-from=" + from.folder());
    assertThat(said)
        .contains(
            "starts anew: model.label-encoder.table.weight, which goes by other labels there");
  }

  private static List<String> dictionary(Run run, String column) {
    return Objects.requireNonNull(run.labels().get(column)).classes();
  }
}
