package org.polysome.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/papers.md} names in full what the code and the recipes cite. */
class PapersPageTest {

  private static final Path REPOSITORY = Path.of("..");
  private static final Path PAGE = REPOSITORY.resolve("docs/reference/papers.md");
  private static final Pattern ARXIV = Pattern.compile("arXiv (\\d{4}\\.\\d{4,5})");
  private static final Pattern NUMBERED = Pattern.compile("\\b[Pp]apers?\\s+\\*?\\s*00\\d\\b");
  private static final Pattern TITLE = Pattern.compile("(?m)^title: \"(.*)\"$");

  private static Stream<String> texts(String folder, String ending) {
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList().stream()
          .map(PapersPageTest::text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<MatchResult> found(Pattern pattern, Stream<String> texts) {
    return texts.flatMap(text -> pattern.matcher(text).results());
  }

  @Test
  void everyNumberOfArxivHasItsTitle() {
    TreeSet<String> cited = new TreeSet<>();
    found(ARXIV, Stream.concat(texts("core/src/main/java", ".java"), texts("recipes", ".yaml")))
        .map(match -> match.group(1))
        .forEach(cited::add);
    assertThat(cited).hasSizeGreaterThan(15);
    String page = text(PAGE);
    assertThat(cited).allSatisfy(number -> assertThat(page).contains("| " + number + " | "));
  }

  @Test
  void thePapersOfTheRecipesAreThereInFull() {
    List<String> titles =
        found(TITLE, texts("recipes/papers", ".yaml")).map(match -> match.group(1)).toList();
    assertThat(titles).hasSize(5);
    assertThat(text(PAGE)).contains(titles);
  }

  /** Readers do not know our numbers of papers. */
  @Test
  void noPaperIsCalledByANumber() {
    assertThat(
            found(
                    NUMBERED,
                    Stream.of("core/src/main", "docs", "recipes", "benchmarks/src")
                        .flatMap(
                            folder ->
                                Stream.of(".java", ".md", ".yaml").flatMap(e -> texts(folder, e))))
                .map(MatchResult::group))
        .isEmpty();
  }
}
