package org.polysome.suite.relation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.provenance.Manifest;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.SmallData;
import org.polysome.suite.SuiteContract;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;
import org.polysome.suite.relation.GeneRelationshipsSuite.TailChoice;

class GeneRelationshipsSuiteTest extends SuiteContract {

  private static final BenchmarkSettings SETTINGS = BenchmarkSettings.of("cell_type");

  @TempDir Path folder;

  @Override
  protected Sample sample(Path at) {
    Path known = at.resolve("Programs.txt");
    try {
      Files.writeString(known, "entity1,entity2\ngene0,gene3\ngene1,gene4\ngene2,gene5\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sample(new GeneRelationshipsSuite(List.of(known), TailChoice.BOTH), SETTINGS);
  }

  @Override
  protected String better() {
    return "baseline/pca";
  }

  @Override
  protected Optional<String> worse(Metric metric) {
    return Optional.of("baseline/random_vectors");
  }

  /** Columns of cells do not matter to genes. */
  @Override
  protected List<SmallData> failing() {
    return List.of();
  }

  /** Genes 0, 3, 6 and 9 of the small data rise together in one type, and so do those after. */
  @Test
  void genesOfOneProgramAreFoundAndRandomVectorsFindNothingMore() throws IOException {
    StringBuilder pairs = new StringBuilder("entity1,entity2\n");
    for (int first = 0; first < 12; first++) {
      for (int second = first + 3; second < 12; second += 3) {
        pairs.append("gene%d,gene%d\n".formatted(first, second));
      }
    }
    SuiteOutcome outcome = judge(pairs.toString(), TailChoice.UPPER);
    assertThat(value(outcome, "baseline/pca", "relationship_recall_programs")).isEqualTo(1);
    assertThat(value(outcome, "baseline/random_vectors", "relationship_recall")).isLessThan(0.4);
    assertThat(value(outcome, "baseline/pca", "mean_explained"))
        .isGreaterThan(value(outcome, "baseline/pca", "mean_explained_shuffled"));
    assertThat(outcome.figures().getFirst().curves()).hasSize(2);
    assertThat(outcome.pictures()).isEmpty();
    assertThat(outcome.results().settings().inputs().getFirst().notes())
        .contains("genes of programs 12 of 12 are in baseline/pca");
  }

  @Test
  void pairsThatAreNotInTheMapHaveNoRecall() throws IOException {
    SuiteOutcome outcome = judge("entity1,entity2\nTP53,MDM2\n", TailChoice.BOTH);
    assertThat(row(outcome, "baseline/pca", "relationship_recall").status())
        .isEqualTo("not-available");
  }

  private SuiteOutcome judge(String pairs, TailChoice tails) throws IOException {
    SmallData data = new SmallData();
    data.embeddings = false;
    Path file = data.write(folder.resolve("cells.h5ad"));
    Path known = Files.writeString(folder.resolve("programs.txt"), pairs);
    return new SuiteRun(new GeneRelationshipsSuite(List.of(known), tails), SETTINGS)
        .judge(List.of(file), List.of(), Manifest.start(List.of("test")));
  }

  private static double value(SuiteOutcome outcome, String source, String metric) {
    return row(outcome, source, metric).value().orElseThrow();
  }

  private static ResultRow row(SuiteOutcome outcome, String source, String metric) {
    return outcome.results().results().stream()
        .filter(row -> row.embedding().equals(source) && row.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }
}
