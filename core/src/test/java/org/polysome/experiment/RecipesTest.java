package org.polysome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;
import org.polysome.model.FittedModel;
import org.polysome.objective.LabelDictionary;
import org.polysome.suite.grid.Judging;
import org.polysome.suite.grid.Reading;
import org.polysome.suite.grid.TableSpec;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.train.BatchDependence;
import org.polysome.train.Learners;
import org.polysome.train.Plan;

@Tag("locale")
class RecipesTest {

  private static final int GENES = 1000;

  private static final Path FOLDER = Path.of("..", "recipes");

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".yaml"))
          .map(file -> file.replace(".yaml", ""))
          .toList();
    }
  }

  @Test
  void everyFileShips() throws IOException {
    assertThat(Recipes.all()).extracting(Recipe::name).containsExactlyInAnyOrderElementsOf(names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRecipeResolvesToAPlan(String name) {
    Plan plan = Experiment.load(name, List.of()).plan();
    assertThat(Config.bind(YamlReader.read(Config.text(plan), name), Plan.class)).isEqualTo(plan);
  }

  /** A step that is cut into batches is that of the whole, or the recipe says that it is not. */
  @ParameterizedTest
  @MethodSource("names")
  void everyRecipeCutsItsStepsOnlyWhereItMay(String name) {
    for (Variant variant : Experiment.load(name, List.of()).variants()) {
      variant.stages().forEach(BatchDependence::requireWholeSteps);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRecipeSaysWhatItIs(String name) {
    Recipe recipe = Recipes.get(name);
    assertThat(name).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(recipe.description()).isNotBlank();
    assertThat(recipe.headComment()).isNotBlank();
    assertThat(recipe.text().lines()).allMatch(line -> line.length() <= 120);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRecipeMakesAModelOfItsSize(String name) {
    LabelDictionary labels = LabelDictionary.of(List.of("a", "b"), List.of());
    for (Variant variant : Experiment.load(name, List.of()).variants()) {
      Plan plan = variant.stages().getLast();
      // Vectors of genes come from a file of the user's.
      Assumptions.assumeTrue(
          plan.model().givenVectors().isEmpty(), "skipped: it reads vectors of genes from a file");
      Map<String, LabelDictionary> dictionaries =
          plan.labels().stream().collect(Collectors.toMap(Function.identity(), column -> labels));
      try (Parameters shapes = new Parameters(Device.META, 0)) {
        Learners.build(plan, MeasuredGenes.everything(1, GENES), dictionaries, shapes);
        boolean trained = !(plan.model() instanceof FittedModel);
        assertThat(shapes.count() > 0).isEqualTo(trained);
        assertThat(shapes.all()).isNotEmpty();
      }
      assertThat(plan.model().cost(GENES, 100).multiplyAdds()).isPositive();
    }
  }

  static Stream<String> tinyNames() throws IOException {
    return names().stream().filter(name -> name.endsWith("-tiny"));
  }

  @ParameterizedTest
  @MethodSource("tinyNames")
  void aTinyRunTakesFewSteps(String name) {
    for (Variant variant : Experiment.load(name, List.of()).variants()) {
      assertThat(
              variant.stages().stream()
                  .mapToInt(plan -> plan.train().orElseThrow().maxSteps().orElseThrow())
                  .sum())
          .as(variant.name())
          .isBetween(1, 300);
    }
  }

  /** Names in tables are texts, which a changed sweep does not change. */
  @ParameterizedTest
  @MethodSource("names")
  void tablesNameRunsAndReadingsThatThereAre(String name) {
    Experiment experiment = Experiment.load(name, List.of());
    List<String> cells = experiment.variants().stream().map(one -> one.cell().name()).toList();
    for (Judging judging : experiment.judging().stream().toList()) {
      List<String> readings = judging.ways().stream().map(Reading::name).toList();
      assertThat(judging.suites()).isNotEmpty();
      assertThat(judging.show().tables()).isNotEmpty();
      judging.show().compare().ifPresent(compare -> assertThat(cells).contains(compare.base()));
      for (TableSpec table : judging.show().tables()) {
        table.parts().forEach(part -> assertThat(cells).containsAll(part.runs()));
        assertThat(readings).containsAll(table.readings());
      }
    }
    assertThat(experiment.judging().isPresent()).isEqualTo(experiment.isSweep());
  }

  @Test
  void aMisspeltNameGetsTheNearest() {
    assertThatThrownBy(() -> Recipes.get("bmfm-wced-10pc"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "there is no recipe bmfm-wced-10pc; did you mean bmfm-wced-10pct? (polysome recipes"
                + " lists them; a file ends with .yaml)");
  }
}
