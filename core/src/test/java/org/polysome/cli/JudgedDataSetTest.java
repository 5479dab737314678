package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.suite.SmallData;

/** {@code benchmark annotation} and {@code integration} with {@code --data-recipe}, as typed. */
@Tag("locale")
class JudgedDataSetTest {

  private static final Offset<Double> TINY = Offset.offset(2e-6);

  @TempDir Path folder;
  private Path cells;

  @BeforeEach
  void write() {
    SmallData data = new SmallData();
    data.more.put("part", cell -> Optional.of(cell % 4 == 0 ? "test" : "train"));
    cells = data.write(folder.resolve("cells.h5ad"));
  }

  @Test
  void columnsSplitsAndCellsAreTakenFromTheRecipeAndSaidAloud() throws IOException {
    Path recipe =
        recipe(
            "where: \"cell_type != 'type2'\"",
            "label: cell_type",
            "batch: batch",
            "filter: {min-genes: 1, max-counts: 100000}",
            "split: {how: random, test: 0.4, seeds: 2, min-cells: 20}");
    Typed typed = annotation(recipe);
    assertThat(typed.status()).as(typed.errors()).isZero();
    assertThat(typed.errors())
        .contains(
            "data set small: --label cell_type, --batch batch, cells split random, 0.4 tested,"
                + " --seeds 2, classes of at least 20 cells, counts <= 100000.0, genes >= 1,"
                + " where cell_type != 'type2'")
        .contains("100 of 150 cells are chosen by cell_type != 'type2'");
    String json = Files.readString(folder.resolve("out/results.json"));
    assertThat(json)
        .contains("\"group\" : \"random\"", "\"group\" : \"by-batch\"", "\"seeds\" : 2")
        .contains("2 seeds; at random, 40 % of all for the test")
        .contains("\"Data set\" : \"small\"")
        .contains("\"judged\" : 100")
        .doesNotContain("\"group\" : \"stratified\"");
  }

  @Test
  void integrationTakesColumnsShareAndCells() throws IOException {
    String[] lines = {
      "where: \"cell_type != 'type2'\"",
      "label: cell_type",
      "batch: batch",
      "bio-share: 0.25",
      "filter: {min-label-cells: {part: 60}}",
      "split: {how: random, test: 0.4}"
    };
    Typed typed = integration(recipe(lines));
    assertThat(typed.status()).as(typed.errors()).isZero();
    assertThat(typed.errors())
        .contains(
            "data set small: --label cell_type, --batch batch, --bio-share 0.25,"
                + " cells per part >= 60, where cell_type != 'type2'\n")
        .contains("part: 1 of 2 labels are in fewer than 60 cells; their 26 cells are left out")
        .contains("74 of 150 cells are chosen by cell_type != 'type2', cells per part >= 60");
    assertThat(overall()).isCloseTo(0.25 * value("avg_bio") + 0.75 * value("avg_batch"), TINY);
    Path open = recipe("label: organ", "batch: batch", "bio-share: 0.25");
    Typed asked = integration(open, "--bio-share", "0.9", "--label", "cell_type", "--force");
    assertThat(asked.status()).as(asked.errors()).isZero();
    assertThat(asked.errors()).contains("data set small: --batch batch\n");
    assertThat(overall()).isCloseTo(0.9 * value("avg_bio") + 0.1 * value("avg_batch"), TINY);
  }

  @Test
  void integrationNeedsBothColumns() throws IOException {
    assertThat(integration(recipe("label: cell_type")).errors())
        .contains("--batch COL is needed: the recipe of small names no such column");
    Typed share = integration(recipe("label: cell_type", "batch: batch"), "--bio-share", "60");
    assertThat(share.status()).isEqualTo(1);
    assertThat(share.errors()).contains("bio-share: 60.0 is not a share between 0 and 1");
    Path rare = recipe("label: cell_type", "batch: batch", "filter: {min-label-cells: {organ: 2}}");
    assertThat(integration(rare).errors())
        .contains("min-label-cells: obs of " + cells + " has no column 'organ'; there are ");
  }

  private double overall() throws IOException {
    return value("avg_overall");
  }

  /** Of the embedding that tells types apart. */
  private double value(String metric) throws IOException {
    return Files.readAllLines(folder.resolve("out/results.csv")).stream()
        .filter(line -> line.contains(",X_good," + metric + ","))
        .map(line -> line.split(",", -1)[5])
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theCommandLineHasTheLastWord() throws IOException {
    Path recipe = recipe("label: nothing", "split: {how: stratified, test: 0.5, seeds: 4}");
    Typed typed = annotation(recipe, "--label", "cell_type", "--seeds", "1");
    assertThat(typed.status()).as(typed.errors()).isZero();
    assertThat(typed.errors()).contains("data set small: cells split stratified, 0.5 tested\n");
    assertThat(Files.readString(folder.resolve("out/results.json")))
        .contains("\"seeds\" : 1", "1 seeds; within classes, 50 % of each for the test");
  }

  @Test
  void probesFollowTheProtocolOfTheRecipeUnlessAnotherIsAskedFor() throws IOException {
    Path recipe = recipe("label: cell_type", "protocol: tx-evaluation");
    Typed typed = annotation(recipe, "--seeds", "1");
    assertThat(typed.errors()).contains("--label cell_type, --protocol tx-evaluation\n");
    Path results = folder.resolve("out/results.json");
    assertThat(Files.readString(results)).contains("\"Protocol\" : \"tx-evaluation\"");
    Typed asked = annotation(recipe, "--seeds", "1", "--protocol", "000", "--force");
    assertThat(asked.errors()).contains("data set small: --label cell_type\n");
    assertThat(Files.readString(results)).contains("\"Protocol\" : \"longtail\"");
    annotation(recipe("label: cell_type"), "--seeds", "1", "--force");
    assertThat(Files.readString(results)).contains("\"Protocol\" : \"converged\"");
  }

  @Test
  void batchesAreTestedInTheShareOfTheRecipe() throws IOException {
    Path recipe = recipe("label: cell_type", "batch: batch", "split: {how: by-batch, test: 0.66}");
    assertThat(annotation(recipe, "--seeds", "1").status()).isZero();
    assertThat(Files.readString(folder.resolve("out/results.json")))
        .contains("within classes, 20 % of each", "66 % of the batches for the test");
  }

  @Test
  void whatTheRecipeLeavesOpenMustBeNamed() throws IOException {
    Path given = recipe("label: cell_type", "split: {how: given}");
    assertThat(annotation(given).errors())
        .contains("small is divided by its files: name the obs column that says so with --split-c");
    assertThat(annotation(given, "--split-column", "part").status()).isZero();
    assertThat(annotation(recipe("label: cell_type", "split: {how: by-batch}")).errors())
        .contains(
            "small is divided by batches, whose column its recipe does not name: --batch COL");
    assertThat(annotation(recipe("batch: batch")).errors())
        .contains("the recipe of small does not name a column of labels: --label COL");
    Typed bare = Typed.polysome("benchmark", "annotation", cells.toString(), "-o", "out");
    assertThat(bare.status()).isEqualTo(1);
    assertThat(bare.errors()).contains("--label COL is needed");
    Typed none = annotation(recipe("label: cell_type", "where: \"batch == 'x'\""), "--force");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.errors()).contains("no cell is left by batch == 'x'");
  }

  private Typed annotation(Path recipe, String... more) {
    return judged("annotation", recipe, List.of("--probes", "knn"), more);
  }

  private Typed integration(Path recipe, String... more) {
    return judged("integration", recipe, List.of(), more);
  }

  private Typed judged(String suite, Path recipe, List<String> own, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("benchmark", suite, cells.toString(), "--data-recipe"));
    arguments.add(recipe.toString());
    arguments.addAll(own);
    arguments.addAll(List.of("--baselines", "none"));
    arguments.addAll(List.of("-o", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return Typed.polysome(arguments.toArray(String[]::new));
  }

  private Path recipe(String... lines) throws IOException {
    String set = "  - name: small\n    " + String.join("\n    ", lines) + "\n";
    return Files.writeString(
        folder.resolve("recipe.yaml"), "description: \"A small one\"\nsets:\n" + set);
  }
}
