package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.fault.UsageException;
import org.polysome.prepare.CellFilter;
import org.polysome.progress.Progress;
import org.polysome.train.spec.DataSpec;

/** Two corpora of 200 and 150 cells, each of 4 batches. */
class CellSplitTest {

  private static final long SEED = 5;

  @TempDir static Path shared;
  private static Path first;
  private static Path second;
  private static Corpora corpora;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws IOException {
    first = TinyCorpus.write(Files.createDirectory(shared.resolve("a")), 200, 60, 1);
    second = TinyCorpus.write(Files.createDirectory(shared.resolve("b")), 150, 60, 2);
    corpora = Corpora.open(List.of(first, second));
  }

  @AfterAll
  static void close() {
    corpora.close();
  }

  private static DataSpec data(String... assignments) {
    List<String> all = new ArrayList<>(List.of("data.validation=0.2"));
    all.addAll(Arrays.asList(assignments));
    return plan(all.toArray(String[]::new)).data();
  }

  private static Plan plan(String... assignments) {
    String yaml =
        """
        tokenizer: {length: 16}
        model: {type: token-model, width: 8, layers: 1, heads: 2}
        objectives: [masked-values]
        train: {max-steps: 1, batch-size: 4}
        """;
    return Config.bind(
        Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), List.of(assignments)), Plan.class);
  }

  private static CellSplit split(String... assignments) {
    return CellSplit.of(corpora, data(assignments), SEED);
  }

  private static Set<Integer> set(int[] rows) {
    return Arrays.stream(rows).boxed().collect(Collectors.toSet());
  }

  private static Set<Long> hashes(Corpora of, int[] rows) {
    return Arrays.stream(rows).mapToObj(of::contentHash).collect(Collectors.toSet());
  }

  private static Set<String> batches(int[] rows) {
    int[] codes = corpora.labels("batch").codes();
    List<String> names = corpora.labels("batch").categories();
    return Arrays.stream(rows).mapToObj(row -> names.get(codes[row])).collect(Collectors.toSet());
  }

  @Test
  void aNumberOfCellsIsDrawnExactlyAndLeavesTheValidationCells() {
    CellSplit all = split();
    for (int count : new int[] {1, 17, 100, all.training().length}) {
      CellSplit some = split("data.cells=" + count);
      assertThat(some.training()).hasSize(count).isSorted();
      assertThat(set(all.training())).containsAll(set(some.training()));
      assertThat(some.heldOut()).containsExactly(all.heldOut());
    }
    assertThat(set(split("data.cells=100").training()))
        .containsAll(set(split("data.cells=17").training()));
    assertThat(split("data.cells=100").training()).doesNotHaveDuplicates();
    int[] hundred = split("data.cells=100").training();
    assertThat(Arrays.stream(hundred).filter(row -> row < 200).count()).isBetween(40L, 75L);
    assertThat(hundred).isNotEqualTo(Arrays.copyOf(all.training(), 100));
  }

  @Test
  void aFractionIsDrawnOfTheTrainingCellsAlone() {
    CellSplit all = split();
    CellSplit some = split("data.fraction=0.3");
    assertThat(some.heldOut()).containsExactly(all.heldOut());
    assertThat(set(some.training())).isNotEmpty().isSubsetOf(set(all.training()));
    double share = some.training().length / (double) all.training().length;
    assertThat(share).isBetween(0.2, 0.4);
    assertThatThrownBy(() -> split("data.fraction=1e-9"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "data.fraction: 1.0E-9 of %d cells leaves none to train on"
                .formatted(all.training().length));
  }

  @Test
  void aValidationThatTakesNothingIsRefused() {
    assertThatThrownBy(() -> split("data.validation=1e-9"))
        .isInstanceOf(UsageException.class)
        .hasMessage("data.validation holds out none of the 350 selected cells");
    assertThat(split("data.validation=none").heldOut()).isEmpty();
    assertThatThrownBy(() -> split("data.select=batch == 'batch9'"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("data.select: no cell satisfies ");
  }

  @Test
  void theCellsAreThoseOfAFraction() {
    int[] tenth = split("data.fraction=0.1").training();
    assertThat(split("data.cells=" + tenth.length).training()).containsExactly(tenth);
  }

  @Test
  void theyAreDrawnByContentAndSeed() {
    try (Corpora turned = Corpora.open(List.of(second, first))) {
      CellSplit some = CellSplit.of(turned, data("data.cells=50"), SEED);
      assertThat(hashes(turned, some.training()))
          .isEqualTo(hashes(corpora, split("data.cells=50").training()));
      assertThat(hashes(turned, CellSplit.of(turned, data("data.cells=50"), 6).training()))
          .isNotEqualTo(hashes(turned, some.training()));
    }
  }

  @Test
  void ofEqualCellsAsManyAreTakenAsAreAskedFor() {
    try (Corpora twice = Corpora.open(List.of(first, first))) {
      assertThat(CellSplit.of(twice, data("data.cells=101"), SEED).training()).hasSize(101);
    }
  }

  @Test
  void moreCellsThanThereAreAreRefused() {
    int most = split().training().length;
    assertThatThrownBy(() -> split("data.cells=" + (most + 1)))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "data.cells: %d cells are asked for, and there are %d to train on; ask for fewer, or"
                    .formatted(most + 1, most)
                + " leave it out (data.cells=null) to train on all");
    assertThat(split("data.cells=9", "data.cells=null").training()).hasSize(most);
    assertThatThrownBy(() -> split("data.cells=0")).hasMessageContaining("data.cells");
    assertThatThrownBy(() -> split("data.cells=3", "data.fraction=0.5"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("give one of them");
  }

  @Test
  void testedCellsAreNeitherTrainedOnNorValidatedOn() {
    CellSplit without = split();
    CellSplit with = split("data.test=0.3");
    assertThat(without.test()).isEmpty();
    assertThat(with.heldOut()).containsExactly(without.heldOut());
    assertThat(with.test()).isSorted().hasSizeBetween(75, 135);
    assertThat(
            Stream.of(with.training(), with.heldOut(), with.test())
                .flatMapToInt(Arrays::stream)
                .boxed())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 350).boxed().toList());
    assertThat(set(split("data.test=0.1").test())).isNotEmpty().isSubsetOf(set(with.test()));
  }

  @Test
  void groupsAreTakenFromBothEnds() {
    String validation = "data.validation={type: column, name: batch, share: 0.25}";
    CellSplit split = split(validation, "data.test={type: column, name: batch, share: 0.5}");
    assertThat(batches(split.heldOut())).hasSize(1);
    assertThat(batches(split.test())).hasSize(2);
    assertThat(batches(split.training())).hasSize(1);
    assertThat(split.heldOut()).containsExactly(split(validation).heldOut());
  }

  @Test
  void whatBothAskForIsTested() {
    CellSplit split = split("data.test={type: column, name: batch, values: [batch2]}");
    assertThat(batches(split.test())).containsExactly("batch2");
    assertThat(batches(split.heldOut())).hasSize(3).doesNotContain("batch2");
    assertThat(split().heldOut())
        .contains(split.heldOut())
        .hasSizeGreaterThan(split.heldOut().length);
  }

  @Test
  void equalCellsAreTestedTogether() {
    try (Corpora twice = Corpora.open(List.of(first, first))) {
      Set<Integer> test = set(CellSplit.of(twice, data("data.test=0.3"), SEED).test());
      assertThat(test).isNotEmpty().allMatch(row -> test.contains((row + 200) % 400));
    }
  }

  @Test
  void aTestThatTakesNothingOrEverythingIsRefused() {
    assertThatThrownBy(() -> split("data.test=1e-9"))
        .isInstanceOf(UsageException.class)
        .hasMessage("data.test holds out none of the 350 selected cells");
    assertThatThrownBy(() -> split("data.test=0.9999", "data.validation=0.9999"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("data.validation and data.test");
    assertThatThrownBy(() -> split("data.test={type: column, name: batch, values: [batch9]}"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("data.test: column 'batch' has no 'batch9'");
  }

  /** Both files have cells of the same names, so that the corpus writes the file's name before. */
  @Test
  void aRunListsItsTestedCellsForACorpusOfThem() throws IOException {
    List<Path> files = List.of(file("a", "x.h5ad"), file("b", "y.h5ad"));
    Path both = folder.resolve("both");
    CorpusBuilder.build(CorpusRequest.of(files, both), Progress.silent());
    Plan plan = plan("data.corpus=" + both, "data.validation=0.1", "data.test=0.2");
    Path run = trained(plan);
    try (Corpora opened = Corpora.open(List.of(both))) {
      CellSplit split = CellSplit.of(opened, plan.data(), plan.seed());
      Path list = run.resolve(RunFolder.TEST_CELLS);
      assertThat(Files.readAllLines(list))
          .hasSize(split.test().length)
          .allMatch(line -> line.contains("\t"));
      Path tested = folder.resolve("tested");
      CorpusBuilder.build(chosen(files, tested, list), Progress.silent());
      try (Corpora cells = Corpora.open(List.of(tested))) {
        assertThat(hashes(cells, IntStream.range(0, cells.cells()).toArray()))
            .isEqualTo(hashes(opened, split.test()));
      }
    }
  }

  private Path trained(Plan plan) {
    Path run = folder.resolve("run");
    Pretraining.start(plan, new Pretraining.Target(run, false, List.of("test")), Progress.silent());
    return run;
  }

  private Path file(String of, String name) throws IOException {
    return Files.copy(shared.resolve(of).resolve("cells.h5ad"), folder.resolve(name));
  }

  private static CorpusRequest chosen(List<Path> files, Path out, Path list) {
    return new CorpusRequest(
        files,
        out,
        false,
        CorpusRequest.Counts.DETECTED,
        CorpusRequest.Genes.UNION,
        new CorpusRequest.Cells(CellFilter.NONE, Optional.empty(), 1, List.of(), Optional.of(list)),
        0);
  }

  @Test
  void aRunWithoutATestListsNothing() {
    Plan plan = plan("data.corpus=" + first);
    Path run = trained(plan);
    assertThat(run.resolve(RunFolder.TEST_CELLS)).doesNotExist();
  }
}
