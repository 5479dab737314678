package org.polysome.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.corpus.Corpora;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.prepare.GeneMedians;
import org.polysome.prepare.GeneOrder;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.Normalisation;
import org.polysome.tokenizer.TokenOrder;
import org.polysome.tokenizer.TokenizerSpec;

/** What a tokenizer needs to know of the training cells, worked out once and kept in the run. */
final class TokenizerFit {

  private static final int ENOUGH_CELLS = 100_000;

  private final TokenizerSpec spec;
  private final Corpora corpora;
  private final int[] rows;
  private final CarriedFit carried;

  private TokenizerFit(TokenizerSpec spec, Corpora corpora, int[] rows, CarriedFit carried) {
    this.spec = spec;
    this.corpora = corpora;
    this.rows = rows;
    this.carried = carried;
  }

  /**
   * Fits what the plan's tokenizer needs, and nothing else. Medians are those of the first 100,000
   * training cells, which are a sample as a corpus is in random order, of several corpora in
   * proportion; the rest is of all. Each cell counts once, whatever the weight of its corpus. Genes
   * flagged by labels are left to whoever knows those ({@link FittedParts}).
   *
   * @param carried what comes from another run instead
   * @throws UsageException if a named gene, column or file is not there
   */
  static Fitted fit(Plan plan, Corpora corpora, CellSplit split, CarriedFit carried) {
    TokenizerFit fit = new TokenizerFit(plan.tokenizer(), corpora, split.training(), carried);
    TokenizerSpec spec = plan.tokenizer();
    Fitted fitted =
        new Fitted(
            SelectedGenes.fit(plan, corpora, split, carried),
            spec.needsMedians() ? Optional.of(fit.medians()) : Optional.empty(),
            spec.needsFrequencies()
                ? Optional.of(carried.frequencies(fit::frequencies))
                : Optional.empty(),
            spec.needsGeneRanks() ? Optional.of(fit.geneRanks()) : Optional.empty(),
            spec.needsTargetDepth()
                ? Optional.of(carried.targetDepth(fit::largestTotal))
                : Optional.empty());
    return fitted.withChromosomes(
        spec.order() instanceof TokenOrder.Repetition order && !order.chromosomes().isEmpty()
            ? Optional.of(fit.chromosomes(order))
            : Optional.empty());
  }

  private double[] medians() {
    Optional<Path> given = givenMedians();
    if (given.isPresent()) {
      return GeneTables.given(given.get(), corpora.vocabulary());
    }
    return carried.medians(corpora.vocabulary().size(), this::mediansOfCells);
  }

  private double[] mediansOfCells() {
    GeneMedians medians = new GeneMedians(corpora.vocabulary().size());
    CellBuffer cell = new CellBuffer();
    for (int pass = 0; pass < GeneMedians.PASSES; pass++) {
      for (int row : corpora.sample(rows, ENOUGH_CELLS)) {
        corpora.read(row, cell);
        double total = total(cell);
        for (int i = 0; i < cell.size(); i++) {
          double scaled = Fitted.MEDIAN_TARGET_SUM * cell.counts()[i] / total;
          medians.add(cell.genes()[i], (float) scaled);
        }
      }
      medians.endPass();
    }
    return medians.medians();
  }

  private Optional<Path> givenMedians() {
    Optional<Path> ofOrder =
        spec.order() instanceof TokenOrder.Rank(Optional<Path> file) ? file : Optional.empty();
    Optional<Path> ofValues =
        spec.normalisation() instanceof Normalisation.Median median
            ? median.medians()
            : Optional.empty();
    if (ofOrder.isPresent() && ofValues.isPresent() && !ofOrder.equals(ofValues)) {
      throw new UsageException(
          "tokenizer: order and normalisation name different medians, %s and %s; use one file"
              .formatted(ofOrder.get(), ofValues.get()));
    }
    return ofOrder.or(() -> ofValues);
  }

  private double[] frequencies() {
    double[] frequencies = new double[corpora.vocabulary().size()];
    CellBuffer cell = new CellBuffer();
    for (int row : rows) {
      corpora.read(row, cell);
      for (int i = 0; i < cell.size(); i++) {
        frequencies[cell.genes()[i]]++;
      }
    }
    return frequencies;
  }

  private double largestTotal() {
    double largest = 0;
    CellBuffer cell = new CellBuffer();
    for (int row : rows) {
      corpora.read(row, cell);
      largest = Math.max(largest, total(cell));
    }
    return largest;
  }

  private static double total(CellBuffer cell) {
    double total = 0;
    for (int i = 0; i < cell.size(); i++) {
      total += cell.counts()[i];
    }
    return total;
  }

  private int[] geneRanks() {
    return switch (spec.order()) {
      case TokenOrder.ByMetadata(var columns, var file, var table) ->
          file.map(this::givenOrder).orElseGet(() -> geneRanks(columns, table));
      case TokenOrder.Repetition(var columns, var file, var table, var _, var _) ->
          file.map(this::givenOrder).orElseGet(() -> geneRanks(columns, table));
      default -> throw new IllegalStateException(spec.order() + " needs no order of genes");
    };
  }

  private int[] givenOrder(Path file) {
    return GeneTables.givenOrder(file, corpora.vocabulary());
  }

  private int[] geneRanks(List<String> columns, Optional<Path> table) {
    return table
        .map(path -> GeneTables.orderBy(columns, path, corpora.vocabulary()))
        .orElseGet(
            () ->
                GeneTables.ranks(
                    GeneOrder.of(columns.stream().map(this::column).toList()),
                    corpora.vocabulary().size()));
  }

  /** For each gene the place of its chromosome among those that have tokens. */
  private int[] chromosomes(TokenOrder.Repetition order) {
    Vocabulary vocabulary = corpora.vocabulary();
    int[] chromosomes = new int[vocabulary.size()];
    Arrays.fill(chromosomes, Fitted.NO_CHROMOSOME);
    String first = order.columns().getFirst();
    order
        .table()
        .map(path -> GeneTables.texts(first, path, vocabulary))
        .orElseGet(() -> texts(column(first)))
        .forEach((gene, name) -> chromosomes[gene] = order.chromosomes().indexOf(name));
    if (IntStream.of(chromosomes).allMatch(place -> place == Fitted.NO_CHROMOSOME)) {
      throw new UsageException(
          "tokenizer.order.chromosomes: no gene lies on any of %s by '%s'"
              .formatted(order.chromosomes(), first));
    }
    return chromosomes;
  }

  private static Map<Integer, String> texts(Column column) {
    Map<Integer, String> texts = new HashMap<>();
    for (int gene = 0; gene < column.length(); gene++) {
      int at = gene;
      column.text(gene).ifPresent(text -> texts.put(at, text));
    }
    return texts;
  }

  private Column column(String name) {
    return corpora
        .var(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "tokenizer.order: var of %s has no column '%s'; there are %s"
                        .formatted(
                            corpora.words(), name, String.join(", ", corpora.varColumns()))));
  }

  /** The genes in the order of their ranks, those that have one. */
  static int[] inOrder(int[] ranks) {
    return IntStream.range(0, ranks.length)
        .filter(gene -> ranks[gene] < ranks.length)
        .boxed()
        .sorted((a, b) -> Integer.compare(ranks[a], ranks[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
