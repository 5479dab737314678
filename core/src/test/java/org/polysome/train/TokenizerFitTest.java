package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.Column;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.TokenBatch;

class TokenizerFitTest {

  @TempDir static Path shared;
  private static Path corpus;

  @TempDir Path folder;

  @BeforeAll
  static void corpus() {
    corpus = TinyCorpus.write(shared, 200);
  }

  @Test
  void mediansAreThoseOfTheTrainingCellsThatShowAGene() {
    Plan plan = plan("tokenizer.order=rank");
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      CellSplit split = CellSplit.of(opened, plan.data(), 5);
      double[] medians =
          FittedParts.of(List.of(plan), opened, split).tokenizer().medians().orElseThrow();
      for (int gene = 0; gene < medians.length; gene++) {
        assertThat(medians[gene])
            .as("gene %d", gene)
            .isCloseTo(median(opened, split, gene), within(1e-4 * (1 + medians[gene])));
      }
    }
  }

  @Test
  void frequenciesAndDepthAreOfTheTrainingCells() {
    Plan plan =
        plan(
            "tokenizer.sampling={type: frequency, temperature: 0.5}",
            "tokenizer.depth=read-depth-aware");
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      CellSplit split = CellSplit.of(opened, plan.data(), 5);
      Fitted fitted = FittedParts.of(List.of(plan), opened, split).tokenizer();
      double entries = 0;
      double deepest = 0;
      for (int row : split.training()) {
        Cell cell = opened.cell(row);
        entries += cell.size();
        deepest = Math.max(deepest, total(cell));
      }
      assertThat(Arrays.stream(fitted.frequencies().orElseThrow()).sum()).isEqualTo(entries);
      assertThat(fitted.targetDepth()).contains(deepest);
      assertThat(fitted.medians()).isEmpty();
    }
  }

  @Test
  void theRunKeepsWhatWasFitted() throws IOException {
    Path order = folder.resolve("order.txt");
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      List<String> names = opened.vocabulary().names();
      Files.writeString(order, names.get(7) + "\n" + names.get(3) + "\nunknown\n");
    }
    Plan plan =
        plan(
            "tokenizer.normalisation=median",
            "tokenizer.depth=read-depth-aware",
            "tokenizer.order={type: by-metadata, file: " + order + "}",
            "train.max-steps=2");
    Run run =
        Pretraining.start(
            plan,
            new Pretraining.Target(folder.resolve("run"), false, List.of("test")),
            Progress.silent());
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      Fitted fitted =
          FittedParts.of(List.of(plan), opened, CellSplit.of(opened, plan.data(), 5)).tokenizer();
      Fitted kept = run.fitted();
      assertThat(kept.medians().orElseThrow()).isEqualTo(fitted.medians().orElseThrow());
      assertThat(kept.geneRanks().orElseThrow()).isEqualTo(fitted.geneRanks().orElseThrow());
      assertThat(kept.targetDepth()).isEqualTo(fitted.targetDepth());
      assertThat(kept.geneRanks().orElseThrow()[7]).isZero();
      TokenBatch batch =
          run.tokenizer(opened.measured()).tokenize(List.of(opened.cell(0)), run.draw(), List.of());
      assertThat((double) batch.counts()[2]).isEqualTo(fitted.targetDepth().orElseThrow());
    }
  }

  @Test
  void selectedGenesAreThoseOfAListAndEachMustBeKnown() throws IOException {
    Path file = folder.resolve("genes.txt");
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      List<String> names = opened.vocabulary().names();
      Files.writeString(file, names.get(9) + "\n\n " + names.get(4) + "\n");
      Plan listed = plan("tokenizer.genes={type: given, file: " + file + "}");
      assertThat(selected(listed, opened).stream().toArray()).containsExactly(4, 9);
      Plan named = plan("tokenizer.genes={type: given, genes: [%s]}".formatted(names.get(11)));
      assertThat(selected(named, opened).stream().toArray()).containsExactly(11);
      Plan unknown =
          plan(
              "tokenizer.genes={type: given, genes: [X1, X2, %s, X3, X4]}".formatted(names.get(1)));
      assertThatThrownBy(() -> selected(unknown, opened))
          .isInstanceOf(UsageException.class)
          .hasMessage("tokenizer.genes: 4 of 5 genes are not in the corpus, such as X1, X2, X3");
      Plan some = plan("tokenizer.genes={type: highly-variable, count: 7}");
      assertThat(selected(some, opened).cardinality()).isEqualTo(7);
      assertThat(
              FittedParts.of(List.of(plan()), opened, CellSplit.of(opened, some.data(), 5))
                  .tokenizer()
                  .selected())
          .isEmpty();
    }
  }

  private static BitSet selected(Plan plan, Corpora opened) {
    return FittedParts.of(List.of(plan), opened, CellSplit.of(opened, plan.data(), 5))
        .tokenizer()
        .selected()
        .orElseThrow();
  }

  @Test
  void orderAndValuesHaveTheSameMedians() throws IOException {
    Path one = folder.resolve("one.tsv");
    Path other = folder.resolve("other.tsv");
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      Files.writeString(one, opened.vocabulary().name(6) + "\t2.5\n");
      Files.writeString(other, opened.vocabulary().name(6) + "\t3\n");
      String order = "tokenizer.order={type: rank, medians: " + one + "}";
      Plan agreed = plan(order, "tokenizer.normalisation={type: median, medians: " + one + "}");
      Plan alone = plan("tokenizer.normalisation={type: median, medians: " + other + "}");
      Plan apart = plan(order, "tokenizer.normalisation={type: median, medians: " + other + "}");
      assertThat(medians(agreed, opened)[6]).isEqualTo(2.5);
      assertThat(medians(plan(order), opened)[6]).isEqualTo(2.5);
      assertThat(medians(alone, opened)[6]).isEqualTo(3);
      assertThatThrownBy(() -> medians(apart, opened))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("name different medians");
    }
  }

  private static double[] medians(Plan plan, Corpora opened) {
    return FittedParts.of(List.of(plan), opened, CellSplit.of(opened, plan.data(), 5))
        .tokenizer()
        .medians()
        .orElseThrow();
  }

  @Test
  void fieldsReachTheModelAndAreKnownToTheRun() {
    Run run =
        Pretraining.start(
            plan("tokenizer.fields=[batch]", "model.fields={batch: 8}", "train.max-steps=2"),
            new Pretraining.Target(folder.resolve("run"), false, List.of("test")),
            Progress.silent());
    assertThat(run.labels()).containsKey("batch");
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      TokenBatch batch =
          run.tokenizer(opened.measured()).tokenize(List.of(opened.cell(0)), run.draw(), List.of());
      assertThat(batch.fields().get("batch")).containsOnly(TokenBatch.NO_LABEL);
      Plan perturbed = plan("tokenizer.fields=[{type: perturbed, label: batch}]");
      assertThatThrownBy(
              () ->
                  FittedParts.of(
                      List.of(perturbed), opened, CellSplit.of(opened, perturbed.data(), 5)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("names a gene");
    }
  }

  /** Genes 7 and 3 lie on chromosomes 2 and 10, gene 5 before gene 7; gene 9 lies nowhere. */
  @Test
  void aTableOfGenesSaysWhereTheyLie() throws IOException {
    Path table = folder.resolve("genes.tsv");
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      List<String> names = opened.vocabulary().names();
      Files.writeString(
          table,
          "gene\tchromosome\tstart\n%s\tchr10\t5\n%s\tchr2\t900\nunknown\tchr1\t1\n%s\tchr2\t80\n%s\t\t7\n"
              .formatted(names.get(3), names.get(7), names.get(5), names.get(9)));
      for (String order : List.of("repetition", "by-metadata, columns: [chromosome, start]")) {
        Plan plan = plan("tokenizer.order={type: %s, table: %s}".formatted(order, table));
        Fitted fitted =
            FittedParts.of(List.of(plan), opened, CellSplit.of(opened, plan.data(), 5)).tokenizer();
        int[] ranks = fitted.geneRanks().orElseThrow();
        assertThat(new int[] {ranks[5], ranks[7], ranks[3]}).containsExactly(0, 1, 2);
        assertThat(ranks[9]).isEqualTo(ranks[0]).isEqualTo(names.size());
      }
      Plan plan = plan("tokenizer.order={type: by-metadata, columns: [arm], table: " + table + "}");
      assertThatThrownBy(
              () ->
                  FittedParts.of(List.of(plan), opened, CellSplit.of(opened, plan.data(), 5))
                      .tokenizer())
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("no column 'arm'; there are chromosome, start");
    }
  }

  /** Written to a run and read again; a gene of another chromosome, or of none, has no place. */
  @Test
  void chromosomesOfGenesAreKept() throws IOException {
    Path table = folder.resolve("genes.tsv");
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      List<String> names = opened.vocabulary().names();
      Files.writeString(
          table,
          "gene\tchromosome\tstart\n%s\t10\t5\n%s\t2\t900\nunknown\t1\t1\n%s\t2\t80\n%s\tX\t7\n"
              .formatted(names.get(3), names.get(7), names.get(5), names.get(9)));
      String order = "tokenizer.order={type: repetition, table: %s, chromosomes: [2, 10%s]}";
      Plan plan = plan(order.formatted(table, ""), "objectives=[wced]");
      Fitted fitted =
          FittedParts.of(List.of(plan), opened, CellSplit.of(opened, plan.data(), 5)).tokenizer();
      int[] places = fitted.chromosomes().orElseThrow();
      assertThat(new int[] {places[3], places[5], places[7], places[9], places[0]})
          .containsExactly(1, 0, 0, Fitted.NO_CHROMOSOME, Fitted.NO_CHROMOSOME);
      FittedFiles.write(folder, fitted, opened.vocabulary());
      Fitted read = FittedFiles.read(folder, opened.vocabulary());
      assertThat(read.chromosomes().orElseThrow()).containsExactly(places);
      Plan others =
          plan("tokenizer.order={type: repetition, table: %s, chromosomes: [Z]}".formatted(table));
      assertThatThrownBy(
              () ->
                  FittedParts.of(List.of(others), opened, CellSplit.of(opened, others.data(), 5))
                      .tokenizer())
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("no gene lies on any of [Z]");
    }
  }

  /** By the number of cells that show a gene, which every corpus knows, as its chromosome. */
  @Test
  void theCorpusSaysWhereGenesLieWhereNoTableDoes() {
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      Column cells = opened.var("n_cells").orElseThrow();
      Column counts = opened.var("total_counts").orElseThrow();
      List<String> names = List.of(text(cells, 7), text(cells, 2));
      String columns = "columns: [n_cells, total_counts]";
      Plan plan =
          plan(
              "tokenizer.order={type: repetition, %s, chromosomes: ['%s', '%s']}"
                  .formatted(columns, names.get(0), names.get(1)),
              "objectives=[wced]");
      Fitted fitted = fit(plan, opened);
      int[] chromosomes = fitted.chromosomes().orElseThrow();
      for (int gene = 0; gene < chromosomes.length; gene++) {
        assertThat(chromosomes[gene]).isEqualTo(names.indexOf(text(cells, gene)));
      }
      assertThat(chromosomes[7]).isZero();
      int[] ordered = TokenizerFit.inOrder(fitted.geneRanks().orElseThrow());
      assertThat(ordered).hasSize(chromosomes.length);
      assertThat(IntStream.of(ordered).boxed())
          .isSortedAccordingTo(
              Comparator.<Integer>comparingDouble(gene -> Double.parseDouble(text(cells, gene)))
                  .thenComparingDouble(gene -> Double.parseDouble(text(counts, gene))));
      Plan by = plan("tokenizer.order={type: by-metadata, %s}".formatted(columns));
      assertThat(fit(by, opened).geneRanks()).contains(fitted.geneRanks().orElseThrow());
      assertThat(fit(by, opened).chromosomes()).isEmpty();
      Plan nowhere =
          plan(
              "tokenizer.order={type: repetition, columns: [arm], chromosomes: [p]}",
              "objectives=[wced]");
      assertThatThrownBy(() -> fit(nowhere, opened))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("has no column 'arm'; there are n_cells, total_counts");
    }
  }

  private static String text(Column column, int gene) {
    return column.text(gene).orElseThrow();
  }

  /** A file of genes in their order, for either kind of order. */
  @Test
  void aListOfGenesIsTheOrderOfEitherKind() throws IOException {
    Path order = folder.resolve("order.txt");
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      List<String> names = opened.vocabulary().names();
      Files.writeString(order, names.get(8) + "\n" + names.get(2) + "\n");
      for (String type : List.of("by-metadata", "repetition")) {
        Plan plan =
            plan(
                "tokenizer.order={type: %s, file: %s}".formatted(type, order), "objectives=[wced]");
        assertThat(TokenizerFit.inOrder(fit(plan, opened).geneRanks().orElseThrow()))
            .containsExactly(8, 2);
      }
    }
  }

  private static Fitted fit(Plan plan, Corpora opened) {
    return FittedParts.of(List.of(plan), opened, CellSplit.of(opened, plan.data(), 5)).tokenizer();
  }

  @Test
  void missingColumnsAndFilesAreNamed() throws IOException {
    try (Corpora opened = Corpora.open(List.of(corpus))) {
      Plan columns = plan("tokenizer.order={type: by-metadata, columns: [chromosome]}");
      CellSplit split = CellSplit.of(opened, columns.data(), 5);
      assertThatThrownBy(() -> FittedParts.of(List.of(columns), opened, split).tokenizer())
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("no column 'chromosome'");
      Path medians = folder.resolve("medians.tsv");
      Files.writeString(medians, "nobody\t2.5\n");
      Plan given = plan("tokenizer.order={type: rank, medians: " + medians + "}");
      assertThatThrownBy(() -> FittedParts.of(List.of(given), opened, split).tokenizer())
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("names no gene");
    }
  }

  private static Plan plan(String... assignments) {
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus));
    all.addAll(Arrays.asList(assignments));
    String yaml =
        """
        seed: 5
        data: {validation: {type: fraction, share: 0.2}}
        tokenizer: {length: 32}
        model: {type: token-model, width: 8, layers: 1, heads: 1}
        objectives: [{type: masked-values, ratio: 0.3}]
        train: {max-steps: 2, batch-size: 16, learning-rate: 0.003}
        """;
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private static double median(Corpora corpus, CellSplit split, int gene) {
    List<Double> values = new ArrayList<>();
    for (int row : split.training()) {
      Cell cell = corpus.cell(row);
      int at = Arrays.binarySearch(cell.genes(), gene);
      if (at >= 0) {
        values.add(1e4 * cell.counts()[at] / total(cell));
      }
    }
    values.sort(null);
    int size = values.size();
    return size == 0 ? 0 : (values.get((size - 1) / 2) + values.get(size / 2)) / 2;
  }

  private static double total(Cell cell) {
    double total = 0;
    for (float count : cell.counts()) {
      total += count;
    }
    return total;
  }
}
