package org.polysome.experiment.paper;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.polysome.config.Node;
import org.polysome.experiment.Recipe;
import org.polysome.experiment.Recipes;

/** The page of all settings that papers state, and of what recipes have in their place. */
public final class RecipesAndPapersPage {

  private static final String HEAD =
      """
      # Recipes and papers

      What each paper says, statement by statement, and what the recipe that is made after it has. Made from
      `recipes/papers`, against which a test holds every recipe; after a change renew this page with

      ```
      %s
      ```

      A setting is a path in the recipe as `polysome recipes NAME` prints it; `stages.N` is one of its stages,
      `variants.NAME` one run of its sweep, `sets.NAME` one set of a data recipe. Lines are those of the paper's text
      as plain text. Where the recipe column is empty it has what the paper says. What the published code ran is named
      where that is something else. A `*` stands for any one key; a row about one path goes before such a row.

      Every setting that a printed recipe has, and every key that it leaves out where that means something, in every
      stage and every run of its sweep, is in a row of its own table or of that of the recipe that it extends. Left
      out are empty lists, `as-published: false`, which is what the paper says, where the user's cells lie, and what
      no paper has a say in:

      """;

  private final StringBuilder text = new StringBuilder();

  private RecipesAndPapersPage() {}

  /** The page of all tables. */
  public static String of(List<PaperTable> tables, String command) {
    RecipesAndPapersPage page = new RecipesAndPapersPage();
    page.text.append(HEAD.formatted(command));
    Coverage.NOT_OF_PAPERS.forEach(
        (key, why) -> page.text.append("- `").append(key).append("`: ").append(why).append("\n"));
    page.summary(tables);
    tables.forEach(page::paper);
    return page.text.toString();
  }

  private void summary(List<PaperTable> tables) {
    text.append("\n| paper | recipe | as the paper | different | not stated |\n");
    text.append("|---|---|--:|--:|--:|\n");
    for (PaperTable table : tables) {
      table.recipes().forEach((name, rows) -> summary(table.about().paper(), name, rows));
    }
  }

  private void summary(String paper, String name, List<PaperRow> rows) {
    long different = rows.stream().filter(PaperRow::differs).count();
    long silent = rows.stream().filter(PaperRow::silent).count();
    long same = rows.size() - different - silent;
    row(paper, "`" + name + "`", "" + same, "" + different, "" + silent);
  }

  private void paper(PaperTable table) {
    text.append("\n## ").append(table.about().title()).append('\n');
    table.recipes().forEach(this::recipe);
  }

  private void recipe(String name, List<PaperRow> rows) {
    text.append("\n### `").append(name).append("`\n\n");
    Printed.base(Recipes.get(name))
        .ifPresent(base -> text.append("As `%s`, and:%n%n".formatted(base)));
    text.append("| setting | paper | lines | recipe | why, and what the code ran |\n");
    text.append("|---|---|---|---|---|\n");
    for (PaperRow one : rows) {
      row(
          "`" + one.setting() + "`",
          one.value().map(RecipesAndPapersPage::code).orElse("not stated"),
          one.told().lines().orElse(""),
          one.ours().map(RecipesAndPapersPage::code).orElse(""),
          words(one));
    }
    twin(name);
  }

  private void twin(String name) {
    Recipes.all().stream()
        .filter(recipe -> recipe.name().equals(name + "-tiny"))
        .map(Recipe::headComment)
        .map(comment -> HeadComment.of(comment).twin())
        .flatMap(Optional::stream)
        .map(HeadComment.Twin::paths)
        .forEach(
            paths ->
                text.append(
                    paths.stream()
                        .map(path -> "`" + path + "`")
                        .collect(
                            Collectors.joining(", ", "\n`" + name + "-tiny` differs in ", ".\n"))));
  }

  private static String words(PaperRow row) {
    Optional<String> code =
        row.asPublished()
            .map(node -> "published code: " + code(node))
            .map(ran -> ran + row.told().source().map(" (%s)"::formatted).orElse(""));
    return Stream.of(row.told().why(), code, row.told().note())
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; "));
  }

  private static String code(Node node) {
    return "`" + Trees.shown(node) + "`";
  }

  private void row(String... cells) {
    text.append(
        Stream.of(cells)
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
