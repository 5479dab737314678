package org.polysome.experiment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.experiment.Recipe;
import org.polysome.experiment.Recipes;
import org.polysome.fault.UsageException;
import org.polysome.prepare.ObsQuery;

@Tag("locale")
class DataRecipesTest {

  /** By number or by the short name that its table has. */
  private static final String PAPER = "paper|longtail|encodings|txfm|bmfm|reviewed";

  private static final Path FOLDER = Path.of("..", "recipes", "data");

  @TempDir Path folder;

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> "data/" + file.getFileName().toString().replace(".yaml", ""))
          .toList();
    }
  }

  @Test
  void everyFileShips() throws IOException {
    assertThat(Recipes.data())
        .extracting(Recipe::name)
        .containsExactlyInAnyOrderElementsOf(names())
        .isNotEmpty();
    assertThat(Recipes.all()).extracting(Recipe::name).noneMatch(Recipes::isData);
  }

  /** Filters and queries are checked when they are read. */
  @ParameterizedTest
  @MethodSource("names")
  void everyRecipeIsRead(String name) {
    Recipe recipe = Recipes.get(name);
    DataRecipe read = DataRecipes.load(name);
    assertThat(read).isEqualTo(DataRecipes.load(name.substring("data/".length())));
    assertThat(read.sets()).isNotEmpty();
    assertThat(recipe.headComment()).containsPattern(PAPER);
    assertThat(recipe.description()).isEqualTo(read.description()).containsPattern(PAPER);
    assertThat(recipe.text().lines()).allMatch(line -> line.length() <= 120);
  }

  /** A number that was copied wrongly does not add up. */
  @ParameterizedTest
  @MethodSource("names")
  void theNumbersAddUp(String name) {
    DataRecipe recipe = DataRecipes.load(name);
    recipe
        .total()
        .cells()
        .ifPresent(
            total ->
                assertThat(
                        recipe.sets().stream().mapToInt(set -> set.expected().cells().get()).sum())
                    .isEqualTo(total));
    for (DataSet set : recipe.sets()) {
      if (!set.files().isEmpty()) {
        int files = set.files().stream().mapToInt(file -> file.cells().orElseThrow()).sum();
        int expected = set.expected().cells().orElseThrow();
        assertThat((double) files).isCloseTo(expected, within(expected * set.expected().within()));
      }
    }
  }

  @Test
  void thePapersSetsAreThere() {
    assertThat(DataRecipes.load("diverse-rna").sets()).hasSize(9);
    assertThat(DataRecipes.load("sceval").sets()).hasSize(12);
    assertThat(DataRecipes.load("longtail-benchmark").sets()).hasSize(13);
    assertThat(DataRecipes.load("crispri-lines").sets())
        .extracting(DataSet::name)
        .containsExactly("rpe1", "hepg2", "jurkat");
    assertThat(DataRecipes.load("tabula-sapiens").sets().getFirst().repeats()).isEqualTo(26);
    assertThat(DataRecipes.load("encoding-pretraining").sets().getFirst().files()).hasSize(101);
  }

  /** As CELLxGENE names the kinds of genes in var. */
  @Test
  void geneformerReadsProteinCodingAndMicroRnaGenesAlone() {
    List<String> names = List.of("lncRNA", "protein_coding", "miRNA", "snRNA");
    Column kinds = new Column.Categorical(new int[] {0, 1, 2, 3}, names, false);
    Frame var = new Frame("_index", List.of("A", "B", "C", "D"), Map.of("feature_type", kinds));
    DataRecipe recipe = DataRecipes.load("published-pretraining");
    String query = recipe.set(Optional.of("geneformer")).geneWhere().orElseThrow();
    assertThat(ObsQuery.parse(query).matches("var", var).stream()).containsExactly(1, 2);
    assertThat(recipe.set(Optional.of("scgpt")).geneWhere()).isEmpty();
  }

  @Test
  void aFileOfOnesOwnIsReadAsWell() throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "description: mine\nsets: [{name: a}]\n");
    assertThat(DataRecipes.load(file.toString()).sets().getFirst().name()).isEqualTo("a");
    assertThatThrownBy(() -> DataRecipes.load(folder.resolve("none.yaml").toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none.yaml");
  }

  @Test
  void aMisspeltNameGetsTheNearest() {
    assertThatThrownBy(() -> DataRecipes.load("diverse-rn"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "there is no recipe data/diverse-rn; did you mean data/diverse-rna? (polysome recipes"
                + " --data lists them; a file ends with .yaml)");
  }
}
