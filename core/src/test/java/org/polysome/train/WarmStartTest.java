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
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpus;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.genes.Vocabulary;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenKind;
import org.polysome.train.store.CheckpointFiles;
import org.polysome.train.store.Checkpoints;

/** A run on 120 genes, and one that starts from it and knows 90 of them and 30 others. */
class WarmStartTest {

  private static final int KINDS = TokenKind.ALWAYS;

  @TempDir static Path shared;
  private static Path first;
  private static Path second;

  @TempDir Path folder;

  @BeforeAll
  static void corpora() throws IOException {
    first = TinyCorpus.write(Files.createDirectory(shared.resolve("a")), 80);
    List<String> names;
    try (Corpus corpus = Corpus.open(first)) {
      names = new ArrayList<>(corpus.vocabulary().names().subList(30, 120));
    }
    IntStream.range(0, 30).forEach(i -> names.add(3 * i, "NEW" + i));
    Path list = Files.write(shared.resolve("genes.txt"), names);
    second = shared.resolve("second");
    CorpusBuilder.build(
        new CorpusRequest(
            List.of(first.resolveSibling("cells.h5ad")),
            second,
            false,
            CorpusRequest.Counts.DETECTED,
            new CorpusRequest.Genes(Optional.of(list), Optional.empty(), 0, Optional.empty()),
            CorpusRequest.Cells.ALL,
            0),
        Progress.silent());
  }

  private static Plan plan(Path corpus, String... assignments) {
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus));
    all.addAll(Arrays.asList(assignments));
    String yaml =
        """
        tokenizer: {length: 24}
        model: {type: token-model, width: 8, layers: 1, heads: 2, position: by-gene}
        objectives: [{type: wced, zero-weight: 1}, {type: masked-genes, tied: false}]
        train: {max-steps: 4, batch-size: 16, learning-rate: 0.01}
        """;
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private Run train(String name, Plan plan, Progress progress) {
    Pretraining.Target target =
        new Pretraining.Target(folder.resolve(name), false, List.of("test"));
    return Pretraining.start(plan, target, progress);
  }

  /** The parameters of a model before its first step, started from a run or not. */
  private static Parameters before(Run run, Optional<Run> from, Progress progress) {
    Parameters parameters = new Parameters(Device.CPU, 99);
    Learners.build(
        run.plan(), MeasuredGenes.everything(1, run.vocabulary().size()), run.labels(), parameters);
    run.putGeneVectors(parameters);
    from.ifPresent(other -> new WarmStart(other, run).into(parameters, progress));
    return parameters;
  }

  private static Map<String, Tensor> stored(Run run) {
    return Safetensors.read(Checkpoints.of(run.folder()).of(4).resolve(CheckpointFiles.MODEL));
  }

  private record Both(Vocabulary from, Vocabulary to) {

    /** Rows of a tensor by rows of the other, or none for a gene that the other does not know. */
    OptionalInt row(int row, int perGene) {
      int gene = row / perGene;
      if (gene >= to.size()) {
        return OptionalInt.of(from.size() * perGene + row - to.size() * perGene);
      }
      OptionalInt id = from.id(to.name(gene));
      return id.isEmpty() ? id : OptionalInt.of(id.getAsInt() * perGene + row % perGene);
    }
  }

  private static double[] row(Tensor tensor, int row) {
    return tensor.select(0, row).toDoubles();
  }

  private void assertRows(String name, int perGene, Both both, Map<String, Tensor>[] tensors) {
    assertRows(
        name, Objects.requireNonNull(tensors[1].get(name), name).size(0), perGene, both, tensors);
  }

  private void assertFirstRows(String name, long rows, Both both, Map<String, Tensor>[] tensors) {
    assertRows(name, rows, 1, both, tensors);
  }

  private void assertRows(
      String name, long rows, int perGene, Both both, Map<String, Tensor>[] tensors) {
    Tensor source = Objects.requireNonNull(tensors[0].get(name), name);
    Tensor started = Objects.requireNonNull(tensors[1].get(name), name);
    Tensor fresh = Objects.requireNonNull(tensors[2].get(name), name);
    for (int row = 0; row < rows; row++) {
      OptionalInt there = both.row(row, perGene);
      double[] expected = there.isPresent() ? row(source, there.getAsInt()) : row(fresh, row);
      assertThat(row(started, row)).as("%s row %d", name, row).isEqualTo(expected);
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void genesAreTakenByName() {
    Run from = train("first", plan(first), Progress.silent());
    List<String> said = new ArrayList<>();
    Plan asked = plan(second, "train.init-from=" + from.folder());
    Run run = train("second", asked, new Listening(said));
    assertThat(run.vocabulary().size()).isEqualTo(120);
    assertThat(said)
        .contains(
            "90 of 120 genes start from those of the same name there, 30 are new, 30 there are not"
                + " used")
        .anyMatch(line -> line.matches("(\\d+) of \\1 tensors start from .*first.*"));
    try (Scope scope = new Scope();
        Parameters started = before(run, Optional.of(from), Progress.silent());
        Parameters fresh = before(run, Optional.empty(), Progress.silent())) {
      Map<String, Tensor>[] tensors = new Map[] {stored(from), started.all(), fresh.all()};
      Both both = new Both(from.vocabulary(), run.vocabulary());
      assertRows("model.gene-encoder.weight", 1, both, tensors);
      assertThat(started.get("model.gene-encoder.weight").size(0)).isEqualTo(120 + KINDS);
      assertRows("model.position.weight", 1, both, tensors);
      assertRows("objective.masked-genes.bias", 1, both, tensors);
      assertRows("objective.masked-genes.weight", 1, both, tensors);
      String head = "objective.wced.decoder.out.weight";
      assertThat(started.get(head).size(0)).isEqualTo(240);
      assertRows(head, 2, both, tensors);
      String plain = "objective.wced.decoder.dense.weight";
      assertThat(started.get(plain).toDoubles())
          .isEqualTo(Objects.requireNonNull(tensors[0].get(plain)).toDoubles());
    }
  }

  /** Of the same genes and of others, to a run with an end and back. */
  @Test
  @SuppressWarnings("unchecked")
  void aRunThatWritesAnEndStartsFromOneThatDoesNot() {
    Run plain = train("plain", plan(first), Progress.silent());
    Run ended = train("ended", plan(first, "tokenizer.end=true"), Progress.silent());
    Run other = train("other", plan(second, "tokenizer.end=true"), Progress.silent());
    String kinds = "model.value-encoder.kinds.weight";
    for (Run[] pair : new Run[][] {{plain, ended}, {plain, other}, {ended, plain}}) {
      List<String> said = new ArrayList<>();
      try (Scope scope = new Scope();
          Parameters started = before(pair[1], Optional.of(pair[0]), new Listening(said));
          Parameters fresh = before(pair[1], Optional.empty(), Progress.silent())) {
        Map<String, Tensor>[] tensors = new Map[] {stored(pair[0]), started.all(), fresh.all()};
        Both both = new Both(pair[0].vocabulary(), pair[1].vocabulary());
        boolean to = pair[1] != plain;
        int rows = 120 + KINDS + (to ? 1 : 0);
        for (String name : List.of("model.gene-encoder.weight", "model.position.weight")) {
          assertThat(started.get(name).size(0)).isEqualTo(rows);
          assertFirstRows(name, 120 + KINDS, both, tensors);
          assertEndIsFresh(name, to, tensors);
        }
        assertThat(started.get(kinds).narrow(0, 0, KINDS).toDoubles())
            .isEqualTo(
                Objects.requireNonNull(tensors[0].get(kinds)).narrow(0, 0, KINDS).toDoubles());
        assertEndIsFresh(kinds, to, tensors);
        assertThat(said).noneMatch(line -> line.contains("whose shape"));
        assertThat(said.stream().anyMatch(line -> line.contains("kinds of tokens"))).isEqualTo(to);
      }
    }
  }

  private static void assertEndIsFresh(String name, boolean there, Map<String, Tensor>[] tensors) {
    if (there) {
      Tensor started = Objects.requireNonNull(tensors[1].get(name));
      int last = (int) started.size(0) - 1;
      assertThat(row(started, last))
          .isEqualTo(row(Objects.requireNonNull(tensors[2].get(name)), last));
    }
  }

  /** Half of the genes have given vectors, other halves in the two runs. */
  @Test
  void givenVectorsGoToGivenAndLearnedToLearned() throws IOException {
    Run from = train("first", plan(first, matrix("a", 0)), Progress.silent());
    Run run = train("second", plan(second, matrix("b", 5)), Progress.silent());
    try (Scope scope = new Scope();
        Parameters started = before(run, Optional.of(from), Progress.silent());
        Parameters fresh = before(run, Optional.empty(), Progress.silent())) {
      Map<String, Tensor> source = stored(from);
      int moved = 0;
      for (int id = 0; id < 120 + KINDS; id++) {
        double[] there = vector(source, idThere(from, run, id));
        double[] here = vector(started.all(), OptionalInt.of(id));
        double[] before = vector(fresh.all(), OptionalInt.of(id));
        boolean sameKind =
            there.length > 0
                && isGiven(source, idThere(from, run, id))
                    == isGiven(fresh.all(), OptionalInt.of(id));
        assertThat(here).as("id %d", id).isEqualTo(sameKind ? there : before);
        moved += sameKind ? 1 : 0;
      }
      assertThat(moved).isBetween(30, 100);
    }
  }

  private static OptionalInt idThere(Run from, Run run, int id) {
    int genes = run.vocabulary().size();
    return id < genes
        ? from.vocabulary().id(run.vocabulary().name(id))
        : OptionalInt.of(from.vocabulary().size() + id - genes);
  }

  private static boolean isGiven(Map<String, Tensor> tensors, OptionalInt id) {
    return tensor(tensors, "row").toLongs()[id.getAsInt()] >= 0;
  }

  private static double[] vector(Map<String, Tensor> tensors, OptionalInt id) {
    if (id.isEmpty()) {
      return new double[0];
    }
    int row = (int) tensor(tensors, "row").toLongs()[id.getAsInt()];
    return row >= 0 ? row(tensor(tensors, "given"), row) : row(tensor(tensors, "weight"), -1 - row);
  }

  private static Tensor tensor(Map<String, Tensor> tensors, String part) {
    return Objects.requireNonNull(tensors.get("model.gene-encoder.table." + part));
  }

  private String matrix(String name, int shift) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Corpus corpus = Corpus.open(first)) {
      for (int gene = 0; gene < 120; gene++) {
        if ((gene + shift) % 10 < 7) {
          lines.add("%s %d %d 1".formatted(corpus.vocabulary().name(gene), gene, shift));
        }
      }
    }
    Path file = Files.write(folder.resolve(name + ".txt"), lines);
    return "model.gene-encoder={type: matrix, file: '%s', minimum-coverage: 0.1}".formatted(file);
  }
}
