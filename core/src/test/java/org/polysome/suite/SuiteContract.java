package org.polysome.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.provenance.Manifest;

/** What every {@link Suite} promises; the test of a suite extends this. */
public abstract class SuiteContract {

  @TempDir Path contractFolder;

  /**
   * A suite with what it judges.
   *
   * @param suite with all its options
   * @param settings all columns that it has a use for
   * @param models runs, where it judges some
   */
  public record Sample(
      Suite suite, BenchmarkSettings settings, List<? extends JudgedModel> models) {

    /** Without runs. */
    public Sample(Suite suite, BenchmarkSettings settings) {
      this(suite, settings, List.of());
    }
  }

  /** The suite on the small data, whose columns are {@code cell_type} and {@code batch}. */
  protected abstract Sample sample(Path folder);

  /** The small data as the suite wants them. */
  protected SmallData data() {
    return new SmallData();
  }

  /** An embedding that is better than {@link #worse} by every metric with a direction. */
  protected String better() {
    return "X_good";
  }

  /** An embedding that is worse by a metric; none where the small data cannot show it. */
  protected Optional<String> worse(Metric metric) {
    return Optional.of("X_noise");
  }

  /** What leaves metrics without a value. */
  protected List<SmallData> failing() {
    SmallData oneLabel = data();
    oneLabel.label = cell -> Optional.of("type0");
    SmallData oneBatch = data();
    oneBatch.batch = cell -> Optional.of("batch0");
    return List.of(oneLabel, oneBatch);
  }

  private List<ResultRow> rows(SmallData data) {
    return rows(data, sample(contractFolder));
  }

  private List<ResultRow> rows(SmallData data, Sample sample) {
    return outcome(data, sample).results().results();
  }

  private SuiteOutcome outcome(SmallData data, Sample sample) {
    Path file = data.write(contractFolder.resolve("contract.h5ad"));
    return new SuiteRun(sample.suite, sample.settings)
        .judge(List.of(file), sample.models, Manifest.start(List.of("test")));
  }

  @Test
  final void everyLineOfTheTableHasAllFields() throws IOException {
    Path written = Files.createDirectories(contractFolder.resolve("written"));
    ResultsFolder.write(outcome(data(), sample(contractFolder)), written);
    List<String> lines = Files.readAllLines(written.resolve("results.csv"));
    int columns = lines.getFirst().split(",", -1).length;
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.replaceAll("\"[^\"]*\"", "quoted").split(",", -1))
                    .as(line)
                    .hasSize(columns));
  }

  @Test
  final void numbersAreTheSameForAnyNumberOfThreads() {
    List<ResultRow> one = withThreads(1);
    assertThat(withThreads(3)).isEqualTo(one);
  }

  private List<ResultRow> withThreads(int count) {
    try (var pool = new ForkJoinPool(count)) {
      return pool.submit(() -> rows(data())).join();
    }
  }

  @Test
  final void numbersAreTheSameForAnyOrderOfCellsWhereThatIsPromised() {
    SmallData turned = data();
    turned.order = IntStream.range(0, SmallData.CELLS).map(i -> (i * 77 + 5) % 150).toArray();
    if (sample(contractFolder).suite.isFreeOfOrder()) {
      List<ResultRow> expected = rows(data());
      List<ResultRow> found = rows(turned);
      assertThat(written(found)).isEqualTo(written(expected));
      for (int i = 0; i < expected.size(); i++) {
        assertThat(found.get(i).status()).isEqualTo(expected.get(i).status());
        assertThat(found.get(i).value().orElse(0))
            .as(expected.get(i).toString())
            .isCloseTo(expected.get(i).value().orElse(0), within(1e-12));
      }
    }
  }

  @Test
  final void whatIsListedIsWrittenAndNothingElse() {
    Sample sample = sample(contractFolder);
    List<Metric> listed = sample.suite.metrics(sample.settings);
    List<ResultRow> rows = rows(data(), sample);
    assertThat(listed).noneMatch(Metric::isFamily).doesNotHaveDuplicates();
    assertThat(rows).allSatisfy(row -> assertThat(listed).anyMatch(metric -> isOf(row, metric)));
    assertThat(listed)
        .allSatisfy(
            metric ->
                assertThat(rows)
                    .anyMatch(row -> row.embedding().equals(better()) && isOf(row, metric)));
  }

  private static boolean isOf(ResultRow row, Metric metric) {
    boolean flavored =
        row.flavor().equals(metric.flavor().text())
            || row.flavor().startsWith(metric.flavor().text() + ", ");
    return row.metric().equals(metric.name()) && (flavored || isSummary(row, metric));
  }

  /** The mean over tasks names the tasks. */
  private static boolean isSummary(ResultRow row, Metric metric) {
    return metric.flavor().text().equals("mean of tasks") && row.flavor().startsWith("mean of ");
  }

  @Test
  final void theListOfSuitesKnowsItsMetricsAndGroups() {
    Sample sample = sample(contractFolder);
    SuiteKind kind = sample.suite.kind();
    assertThat(Suites.ALL).contains(kind);
    for (Metric metric : sample.suite.metrics(sample.settings)) {
      assertThat(kind.metrics())
          .as(metric.name())
          .anySatisfy(
              known -> {
                assertThat(known.holds(metric.name())).isTrue();
                assertThat(known.member(metric.name()))
                    .isEqualTo(metric.by(known.flavor()))
                    .isEqualTo(Suites.metric(metric.name()).by(known.flavor()));
              });
    }
    Set<String> groups = kind.groups().stream().map(Group::text).collect(Collectors.toSet());
    assertThat(rows(data(), sample)).allMatch(row -> groups.contains(row.group()));
  }

  @Test
  final void whatHasNoMeaningSaysWhyAndDoesNotVanish() {
    Set<Written> whole = written(rows(data()));
    boolean fails = failing().isEmpty();
    for (SmallData data : failing()) {
      List<ResultRow> rows = rows(data);
      fails |= rows.stream().anyMatch(row -> row.value().isEmpty());
      assertThat(rows).allMatch(row -> row.value().isPresent() == row.status().equals("ok"));
      assertThat(rows)
          .filteredOn(row -> row.value().isEmpty())
          .allMatch(row -> row.status().matches("[a-z][a-z-]+"));
      assertThat(written(rows)).isEqualTo(whole);
    }
    assertThat(fails).as("something has no value").isTrue();
  }

  private record Written(String embedding, String metric, String group) {}

  private static Set<Written> written(List<ResultRow> rows) {
    return rows.stream()
        .map(row -> new Written(row.embedding(), row.metric(), row.group()))
        .collect(Collectors.toSet());
  }

  @Test
  final void theDirectionIsThatOfAPlantedBetterEmbedding() {
    List<ResultRow> rows = rows(data());
    int compared = 0;
    for (ResultRow row : rows) {
      Metric metric = Suites.metric(row.metric());
      Optional<String> worse = worse(metric);
      if (row.embedding().equals(better()) && worse.isPresent()) {
        OptionalDouble other = value(rows, row, worse.get());
        if (metric.direction() != Metric.Direction.NEITHER
            && row.value().isPresent()
            && other.isPresent()) {
          compared += other.equals(row.value()) ? 0 : 1;
          assertThat(metric.direction().isBetter(other.getAsDouble(), row.value().getAsDouble()))
              .as("%s %s against %s", row, metric.direction(), other)
              .isFalse();
        }
      }
    }
    assertThat(compared).isPositive();
  }

  private static OptionalDouble value(List<ResultRow> rows, ResultRow like, String embedding) {
    return rows.stream()
        .filter(row -> row.embedding().equals(embedding))
        .filter(row -> row.metric().equals(like.metric()) && row.group().equals(like.group()))
        .filter(row -> row.flavor().equals(like.flavor()))
        .flatMapToDouble(row -> row.value().stream())
        .findFirst();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  final void fewCellsGiveReasonsOrOneLine(int cells) {
    SmallData few = data();
    few.order = IntStream.range(0, cells).toArray();
    try {
      assertThat(rows(few)).allMatch(row -> row.value().isPresent() == row.status().equals("ok"));
    } catch (DataException | UsageException refusal) {
      assertThat(refusal).message().hasLineCount(1).doesNotContain("--");
    }
  }

  @Test
  final void aColumnThatIsNeededIsNamedInOneLine() {
    Sample sample = sample(contractFolder);
    BenchmarkSettings bare =
        new BenchmarkSettings(
            Optional.empty(),
            Optional.empty(),
            sample.settings.embeddings(),
            sample.settings.baselines(),
            sample.settings.layer(),
            sample.settings.geneVectors(),
            sample.settings.seeds(),
            sample.settings.seed());
    if (sample.suite.judgesCells()) {
      assertThatThrownBy(() -> rows(data(), new Sample(sample.suite, bare, sample.models)))
          .isInstanceOf(UsageException.class)
          .message()
          .hasLineCount(1)
          .contains("label")
          .doesNotContain("--");
      BenchmarkSettings empty = sample.settings.withLabel("empty");
      assertThatThrownBy(() -> rows(data(), new Sample(sample.suite, empty, sample.models)))
          .isInstanceOf(DataException.class)
          .message()
          .hasLineCount(1)
          .contains("'empty'");
    }
  }
}
