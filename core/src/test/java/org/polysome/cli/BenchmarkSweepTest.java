package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.matrix.CsrBuilder;
import org.polysome.random.Seeds;
import org.polysome.suite.Figure;
import org.polysome.suite.ResultRow;
import org.polysome.suite.ResultsFolder;
import org.polysome.suite.SuiteOutcome;
import org.polysome.train.TinyRun;

/** {@code benchmark ... --checkpoints ... --layers ...}: curves along training and depth. */
@Tag("locale")
class BenchmarkSweepTest {

  private static final int CELLS = 60;

  @TempDir Path folder;
  private String run;
  private String cells;
  private String output;

  @BeforeEach
  void write() {
    Path tiny = TinyRun.write(folder.resolve("tiny"));
    TinyRun.checkpoint(tiny, 10, 6);
    run = tiny.toString();
    cells = cells().toString();
    output = folder.resolve("out").toString();
  }

  @Test
  void everyCheckpointAndLayerIsAModelOfItsOwn() throws Exception {
    assertJudged("annotation", "--seeds", "1", "--checkpoints", "all", "--layers", "all");
    SuiteOutcome outcome = ResultsFolder.read(Path.of(output));
    assertThat(outcome.results().results())
        .extracting(ResultRow::embedding)
        .contains("tiny@step-0/layer-0", "tiny@step-10/layer-2", "tiny/random_weights")
        .filteredOn(name -> name.startsWith("tiny@"))
        .noneMatch(name -> name.endsWith("random_weights"));
    assertThat(outcome.results().results().stream().map(ResultRow::embedding).distinct().toList())
        .containsSubsequence("tiny@step-10/layer-2", "tiny/random_weights", "baseline/pca");
    assertThat(outcome.figures())
        .extracting(Figure::title)
        .contains("Over training", "Layer by layer");
    assertThat(Files.readString(Path.of(output, "report.html")))
        .contains("Over training: kNN accuracy, cells split within classes", "tiny@step-10");
  }

  @Test
  void otherSuitesHaveCurvesToo() {
    assertJudged("integration", "--batch", "batch", "--baselines", "none", "--layers", "0,2");
    List<Figure> figures = ResultsFolder.read(Path.of(output)).figures();
    assertThat(figures)
        .filteredOn(figure -> figure.y().startsWith("NMI"))
        .hasSize(1)
        .allSatisfy(figure -> assertThat(figure.curves().getFirst().x()).containsExactly(0, 2));
  }

  /** Gene vectors differ by checkpoint, not by layer. */
  @Test
  void geneVectorsOfEachCheckpointAreJudged() throws Exception {
    StringBuilder pairs = new StringBuilder("entity1,entity2\n");
    for (int gene = 0; gene < 20; gene++) {
      pairs.append(TinyRun.gene(gene)).append(',').append(TinyRun.gene(gene + 20)).append('\n');
    }
    Path known = Files.writeString(folder.resolve("known.txt"), pairs);
    List<String> options = List.of("--run", run, "--relationships", known.toString());
    Typed layers =
        Typed.polysome(arguments("gene-relationships", options, List.of("--layers", "all")));
    assertThat(layers.status()).isEqualTo(1);
    assertThat(layers.errors()).contains("judges no embeddings of cells");
    assertThat(
            Typed.polysome(
                    arguments("gene-relationships", options, List.of("--checkpoints", "all")))
                .status())
        .isZero();
    assertThat(ResultsFolder.read(Path.of(output)).figures())
        .filteredOn(figure -> figure.title().equals("Over training"))
        .isNotEmpty()
        .allSatisfy(
            figure ->
                assertThat(figure.curves())
                    .extracting(Figure.Curve::name)
                    .contains("tiny/codebook"));
  }

  @Test
  void aChoiceWithoutARunOrOfWhatIsNotThereIsRefused() {
    assertRefused("there is no --run", "--checkpoints", "all");
    assertRefused("there are: 0, 1, 2", "--run", run, "--layers", "5");
    assertRefused("no checkpoint 'step-7'", "--run", run, "--checkpoints", "step-7");
    assertRefused("two runs are called 'tiny'", "--run", run, "--run", run, "--layers", "all");
    assertThat(Path.of(output)).doesNotExist();
  }

  private void assertJudged(String suite, String... options) {
    Typed typed =
        Typed.polysome(
            arguments(suite, List.of("--run", run, "--label", "type"), List.of(options)));
    assertThat(typed.status()).as(typed.errors()).isZero();
    assertThat(typed.errors().split("in the vocabulary", -1)).as("said once").hasSize(2);
  }

  private void assertRefused(String reason, String... options) {
    Typed typed =
        Typed.polysome(arguments("annotation", List.of("--label", "type"), List.of(options)));
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.errors()).contains(reason);
  }

  private String[] arguments(String suite, List<String> first, List<String> second) {
    List<String> arguments = new java.util.ArrayList<>(List.of("benchmark", suite, cells));
    arguments.addAll(first);
    arguments.addAll(second);
    arguments.addAll(List.of("-o", output));
    return arguments.toArray(String[]::new);
  }

  private Path cells() {
    Path file = folder.resolve("cells.h5ad");
    List<String> genes = IntStream.range(0, TinyRun.GENES).mapToObj(TinyRun::gene).toList();
    List<String> names = IntStream.range(0, CELLS).mapToObj(cell -> "cell" + cell).toList();
    Frame obs =
        new Frame("_index", names, Map.of("type", column("type", 3), "batch", column("batch", 2)));
    CsrBuilder builder = new CsrBuilder(TinyRun.GENES, 1000);
    for (int cell = 0; cell < CELLS; cell++) {
      RandomGenerator random = Seeds.generator(5, cell);
      for (int gene = 0; gene < TinyRun.GENES; gene++) {
        builder.add(gene, random.nextInt(gene % 3 == cell % 3 ? 40 : 4));
      }
      builder.endRow();
    }
    Frame var = new Frame("_index", genes, Map.of());
    try (H5adWriter writer = H5adWriter.create(file, obs, var, false)) {
      writer.matrix("X").append(builder.build());
      writer.finish();
    }
    return file;
  }

  private static Column column(String name, int kinds) {
    return new Column.Text(
        IntStream.range(0, CELLS)
            .mapToObj(cell -> Optional.of(name + (kinds == 2 ? cell / 3 % 2 : cell % kinds)))
            .toList());
  }
}
