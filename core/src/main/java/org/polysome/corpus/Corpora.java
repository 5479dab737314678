package org.polysome.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.MeasuredGenes;

/**
 * One or several open corpora, read as one: the rows and sources of each follow on those of the one
 * before, the vocabulary has the genes of all, and a column of {@code obs} that a corpus lacks is
 * missing there. What is said of one corpus is exactly what {@link Corpus} says. Safe for use by
 * many threads until it is closed.
 */
public final class Corpora implements CellStore, AutoCloseable {

  private final List<Corpus> parts;
  private final GeneUnion genes;
  private final MeasuredGenes measured;
  private final int[] firstRow;
  private final int[] firstSource;
  private final List<CellHashes> hashes;
  private final Map<String, LabelColumn> labels = new ConcurrentHashMap<>();

  private Corpora(List<Corpus> parts) {
    this.parts = parts;
    this.genes = GeneUnion.of(parts);
    this.measured = genes.measured(parts);
    this.firstRow = starts(parts, Corpus::cells);
    this.firstSource = starts(parts, part -> part.measured().sources());
    this.hashes =
        IntStream.range(0, parts.size())
            .mapToObj(part -> new CellHashes(parts.get(part), genes.maps().get(part)))
            .toList();
  }

  /**
   * Opens the corpora of some folders, which are one or more.
   *
   * @throws UsageException if one is not there or no corpus, or they are of different organisms,
   *     name genes differently, or have more cells than fit into one list
   * @throws org.polysome.fault.DataException if one is damaged, or written by a newer version
   */
  public static Corpora open(List<Path> folders) {
    List<Corpus> opened = new ArrayList<>();
    boolean joined = false;
    try {
      folders.forEach(folder -> opened.add(Corpus.open(folder)));
      Corpora corpora = new Corpora(List.copyOf(opened));
      joined = true;
      return corpora;
    } finally {
      if (!joined) {
        opened.forEach(Corpus::close);
      }
    }
  }

  private static int[] starts(List<Corpus> parts, Function<Corpus, Integer> size) {
    int[] starts = new int[parts.size() + 1];
    for (int part = 0; part < parts.size(); part++) {
      long next = (long) starts[part] + size.apply(parts.get(part));
      if (next > Integer.MAX_VALUE - 8) {
        throw new UsageException("data.corpus: more than two thousand million cells in all");
      }
      starts[part + 1] = (int) next;
    }
    return starts;
  }

  /** The folders, for messages. */
  public String words() {
    return parts.stream().map(part -> part.folder().toString()).collect(Collectors.joining(", "));
  }

  /** The genes. */
  public Vocabulary vocabulary() {
    return genes.vocabulary();
  }

  /** Which genes each source measured. */
  public MeasuredGenes measured() {
    return measured;
  }

  /** Number of cells. */
  public int cells() {
    return firstRow[parts.size()];
  }

  /** Number of genes seen in a cell. */
  public int genesSeen(int row) {
    int part = part(row);
    return parts.get(part).genesSeen(row - firstRow[part]);
  }

  /** The source of a cell, a row of {@link #measured()}. */
  public int source(int row) {
    int part = part(row);
    return firstSource[part] + parts.get(part).source(row - firstRow[part]);
  }

  /** The content hash of a cell by the ids of {@link #vocabulary()}. */
  public long contentHash(int row) {
    int part = part(row);
    return hashes.get(part).of(row - firstRow[part]);
  }

  /** The name of the source of a cell, which two corpora may share. */
  public String sourceName(int row) {
    int part = part(row);
    Corpus corpus = parts.get(part);
    return corpus.info().sources().get(corpus.source(row - firstRow[part])).name();
  }

  /** The name of a cell, which two corpora may share. */
  public String name(int row) {
    int part = part(row);
    return parts.get(part).name(row - firstRow[part]);
  }

  /** A cell. */
  public Cell cell(int row) {
    CellBuffer buffer = new CellBuffer();
    read(row, buffer);
    return buffer.toCell();
  }

  @Override
  public void read(int row, CellBuffer buffer) {
    int part = part(row);
    parts.get(part).read(row - firstRow[part], buffer);
    genes.maps().get(part).apply(buffer, firstSource[part] + buffer.source());
  }

  /** The names of the columns of {@code obs} of any corpus, in order of first appearance. */
  public List<String> obsColumns() {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> names.addAll(part.obsColumns()));
    return List.copyOf(names);
  }

  /** A column of {@code obs}, read whole, if a corpus has one of that name. */
  public Optional<Column> obs(String column) {
    List<Optional<Column>> found = parts.stream().map(part -> part.obs(column)).toList();
    if (parts.size() == 1 || found.stream().allMatch(Optional::isEmpty)) {
      return found.getFirst();
    }
    return Optional.of(
        new ColumnMerge(found, parts.stream().mapToInt(Corpus::cells).toArray()).merged());
  }

  /** The names of the columns of {@code var} that every corpus has. */
  public List<String> varColumns() {
    return parts.getFirst().varColumns().stream()
        .filter(name -> parts.stream().allMatch(part -> part.varColumns().contains(name)))
        .toList();
  }

  /** A column of {@code var} that every corpus has: what they count of each gene, added up. */
  public Optional<Column> var(String column) {
    if (!varColumns().contains(column)) {
      return Optional.empty();
    }
    List<Column> found = parts.stream().map(part -> part.var(column).orElseThrow()).toList();
    return Optional.of(
        parts.size() == 1 ? found.getFirst() : new GeneSums(genes).of(column, found));
  }

  /**
   * A column of {@code obs} as labels.
   *
   * @throws org.polysome.fault.DataException if there is no such column, naming those there are, or
   *     all of it is missing
   */
  public LabelColumn labels(String column) {
    return labels.computeIfAbsent(
        column, name -> LabelColumn.required(obs(name), name, words(), obsColumns()));
  }

  @Override
  public int[] labels(String column, int[] rows) {
    int[] codes = labels(column).codes();
    return IntStream.of(rows).map(row -> codes[row]).toArray();
  }

  /** Ascending rows, apart by the corpus they are in. */
  public List<int[]> byCorpus(int[] rows) {
    List<int[]> split = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      split.add(Arrays.copyOfRange(rows, before(rows, part), before(rows, part + 1)));
    }
    return split;
  }

  private int before(int[] rows, int part) {
    int found = Arrays.binarySearch(rows, firstRow[part]);
    return found < 0 ? -1 - found : found;
  }

  /**
   * At most so many of some ascending rows, as many of each corpus as is its share. Each corpus is
   * in random order, so its first cells are a sample.
   */
  public int[] sample(int[] rows, int most) {
    int size = Math.min(rows.length, most);
    long before = 0;
    IntStream.Builder sample = IntStream.builder();
    for (int[] part : byCorpus(rows)) {
      long until = before + part.length;
      long count = until * size / rows.length - before * size / rows.length;
      IntStream.of(part).limit(count).forEach(sample);
      before = until;
    }
    return sample.build().toArray();
  }

  private int part(int row) {
    int found = Arrays.binarySearch(firstRow, row);
    int part = found < 0 ? -2 - found : found;
    if (row < 0 || part >= parts.size()) {
      throw new IndexOutOfBoundsException("row " + row + " of " + cells());
    }
    return part;
  }

  /** Unmaps the arrays; no cell can be read any more. */
  @Override
  public void close() {
    parts.forEach(Corpus::close);
  }
}
