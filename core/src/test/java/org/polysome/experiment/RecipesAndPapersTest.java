package org.polysome.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.SharedData;
import org.polysome.experiment.paper.PaperCheck;
import org.polysome.experiment.paper.PaperRow;
import org.polysome.experiment.paper.PaperTable;
import org.polysome.experiment.paper.RecipesAndPapersPage;
import org.polysome.experiment.paper.TwinCheck;

/** Every recipe is its paper's, or says where it is not: {@code recipes/papers} is the measure. */
@Tag("locale")
class RecipesAndPapersTest {

  private static final String TWIN = "-tiny";
  private static final Path PAGE = Path.of("..", "docs", "reference", "recipes-and-papers.md");
  private static final String COMMAND =
      "POLYSOME_RENEW=1 ./mvnw -q -pl core test -Dtest=RecipesAndPapersTest";

  private static final List<PaperTable> TABLES = PaperTable.all();
  private static final Map<String, List<PaperRow>> ROWS = PaperTable.rows(TABLES);

  private static Stream<String> names() {
    return Stream.of(Recipes.all(), Recipes.data()).flatMap(List::stream).map(Recipe::name);
  }

  static List<String> read() {
    return names().filter(name -> !name.endsWith(TWIN)).toList();
  }

  static List<String> twins() {
    return names().filter(name -> name.endsWith(TWIN)).toList();
  }

  private static String full(String twin) {
    return twin.substring(0, twin.length() - TWIN.length());
  }

  @Test
  void everyRecipeHasRowsAndNoOtherDoes() {
    Set<String> known = ROWS.keySet();
    assertThat(names().toList()).containsAll(known);
    assertThat(known).containsAll(read());
  }

  @ParameterizedTest
  @MethodSource("read")
  void everyRecipeIsWhatTheTableSays(String name) {
    List<String> problems = PaperCheck.problems(ROWS, name);
    assertThat(problems).as("%n%s: %s%n", name, String.join("\n", problems)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("twins")
  void everyTwinNamesItsDifferences(String name) {
    List<String> problems = TwinCheck.problems(name, full(name));
    assertThat(problems).as("%n%s: %s%n", name, String.join("\n", problems)).isEmpty();
  }

  /** In the papers' own text, where it is. */
  @Test
  void linesAreOfThePaper() throws IOException {
    Path folder = SharedData.data("../seeds");
    List<String> wrong = new ArrayList<>();
    for (PaperTable table : TABLES) {
      List<String> lines = Files.readAllLines(folder.resolve(table.about().text()));
      // One of the texts begins with its abstract and has the words of its title further on.
      assertThat(words(String.join(" ", lines))).containsSequence(words(table.about().title()));
      for (PaperRow row : table.recipes().values().stream().flatMap(List::stream).toList()) {
        for (int end : row.told().ends()) {
          if (end > lines.size() || lines.get(end - 1).isBlank()) {
            wrong.add(table.about().paper() + " " + row.setting() + ": line " + end);
          }
        }
      }
    }
    assertThat(wrong).as("lines that are not there, or empty").isEmpty();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).toList();
  }

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = RecipesAndPapersPage.of(TABLES, COMMAND);
    if (Optional.ofNullable(System.getenv("POLYSOME_RENEW")).isPresent()) {
      Files.writeString(PAGE, page);
    }
    String stored = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    assertThat(stored.equals(page))
        .as("docs/reference/recipes-and-papers.md is stale; renew it with: %s", COMMAND)
        .isTrue();
  }
}
