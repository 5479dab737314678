package org.polysome.corpus;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.NpyArray;
import org.polysome.genes.Vocabulary;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.CellBuffer;
import org.polysome.tokenizer.MeasuredGenes;

/**
 * An open corpus: cells in memory-mapped arrays, in shuffled order. Safe for use by many threads
 * until it is closed.
 */
public final class Corpus implements CellStore, AutoCloseable {

  private final Path folder;
  private final CorpusInfo info;
  private final Vocabulary vocabulary;
  private final MeasuredGenes measured;
  private final CorpusArrays arrays;
  private final Arena arena;
  private final Map<String, LabelColumn> labels = new ConcurrentHashMap<>();

  private Corpus(Path folder, CorpusInfo info, Arena arena) {
    this.folder = folder;
    this.info = info;
    this.arena = arena;
    this.vocabulary = Vocabulary.read(folder.resolve(CorpusFormat.VOCABULARY));
    if (!vocabulary.sha256().equals(info.vocabulary().sha256())) {
      throw new DataException(folder + ": the vocabulary is not the one the corpus was built with");
    }
    this.arrays = CorpusArrays.map(folder, info, arena);
    this.measured = measured(arrays.measured(), info.sources().size(), vocabulary.size());
  }

  /**
   * Opens a corpus folder.
   *
   * @throws UsageException if the folder is not there or is no corpus
   * @throws DataException if it is damaged, or written by a newer version, naming that
   */
  public static Corpus open(Path folder) {
    CorpusInfo info = CorpusInfoFile.read(folder);
    CorpusFiles.check(folder, info.files());
    Arena arena = Arena.ofShared();
    boolean opened = false;
    try {
      Corpus corpus = new Corpus(folder, info, arena);
      opened = true;
      return corpus;
    } finally {
      if (!opened) {
        arena.close();
      }
    }
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** What {@code corpus.json} says. */
  public CorpusInfo info() {
    return info;
  }

  /** The genes. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Which genes each source measured. */
  public MeasuredGenes measured() {
    return measured;
  }

  /** Number of cells. */
  public int cells() {
    return info.cells();
  }

  /**
   * Reads every file to its end and compares it with what was written.
   *
   * @throws DataException if one differs
   */
  public void verify() {
    CorpusFiles.verify(folder, info.files());
  }

  /** Number of genes seen in a cell. */
  public int genesSeen(int row) {
    return (int) (arrays.indptr().getLong(row + 1L) - arrays.indptr().getLong(row));
  }

  /** The source of a cell, an index into {@link CorpusInfo#sources()}. */
  public int source(int row) {
    return arrays.source().getInt(row);
  }

  /** The row of a cell in its source's file. */
  public int sourceRow(int row) {
    return arrays.sourceRow().getInt(row);
  }

  /** {@link Cell#contentHash()} of a cell, without reading it. */
  public long contentHash(int row) {
    return arrays.content().getLong(row);
  }

  /** The name of a cell. */
  public String name(int row) {
    return arrays.names().getText(row);
  }

  /** A cell. */
  public Cell cell(int row) {
    CellBuffer buffer = new CellBuffer();
    read(row, buffer);
    return buffer.toCell();
  }

  @Override
  public void read(int row, CellBuffer buffer) {
    long start = arrays.indptr().getLong(row);
    int size = genesSeen(row);
    buffer.reserve(size);
    arrays.indices().copyTo(start, buffer.genes(), size);
    arrays.counts().copyTo(start, buffer.counts(), size);
    buffer.set(size, source(row), contentHash(row));
  }

  /** The names of the columns of {@code obs}. */
  public List<String> obsColumns() {
    return info.obs().stream().skip(1).map(ColumnInfo::name).toList();
  }

  /** A column of {@code obs}, read whole, if there is one of that name. */
  public Optional<Column> obs(String column) {
    return info.obs().stream()
        .skip(1)
        .filter(known -> known.name().equals(column))
        .findFirst()
        .map(new ColumnReader(folder.resolve(CorpusFormat.OBS), cells())::read);
  }

  /** The names of the columns of {@code var}. */
  public List<String> varColumns() {
    return info.var().stream().map(ColumnInfo::name).toList();
  }

  /** A column of {@code var}, read whole, if there is one of that name. */
  public Optional<Column> var(String column) {
    return info.var().stream()
        .filter(known -> known.name().equals(column))
        .findFirst()
        .map(new ColumnReader(folder.resolve(CorpusFormat.VAR), vocabulary.size())::read);
  }

  /**
   * A column of {@code obs} as labels.
   *
   * @throws DataException if there is no such column, naming those there are, or all of it is
   *     missing
   */
  public LabelColumn labels(String column) {
    return labels.computeIfAbsent(
        column, name -> LabelColumn.required(obs(name), name, folder.toString(), obsColumns()));
  }

  @Override
  public int[] labels(String column, int[] rows) {
    int[] codes = labels(column).codes();
    return IntStream.of(rows).map(row -> codes[row]).toArray();
  }

  /** Unmaps the arrays; no cell can be read any more. */
  @Override
  public void close() {
    arena.close();
  }

  private static MeasuredGenes measured(NpyArray table, int sources, int genes) {
    List<BitSet> rows =
        IntStream.range(0, sources)
            .mapToObj(
                source ->
                    IntStream.range(0, genes)
                        .filter(gene -> table.getByte((long) source * genes + gene) != 0)
                        .collect(BitSet::new, BitSet::set, BitSet::or))
            .toList();
    return MeasuredGenes.of(genes, rows);
  }
}
