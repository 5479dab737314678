package org.polysome.corpus;

/** Names of the files of a corpus folder, schema 1. */
final class CorpusFormat {

  /** What {@code corpus.json} says it is. */
  static final String FORMAT = "polysome-corpus";

  /** The newest schema that is read, and the one that is written. */
  static final int SCHEMA = 1;

  static final String INFO = "corpus.json";
  static final String MANIFEST = "manifest.json";
  static final String VOCABULARY = "vocabulary.txt";

  /** Start of each cell in {@link #INDICES} and {@link #COUNTS}: int64, one more than cells. */
  static final String INDPTR = "indptr.npy";

  /**
   * Vocabulary ids, ascending in a cell: uint16, or int32 where there are more than 65,536 genes.
   */
  static final String INDICES = "indices.npy";

  /** Raw counts: uint8, uint16, uint32 or float32, the narrowest that holds every one. */
  static final String COUNTS = "counts.npy";

  /** {@link org.polysome.tokenizer.Cell#contentHash()} of each cell: int64. */
  static final String CONTENT = "content.npy";

  /** Source of each cell, a row of {@link #MEASURED}: int32. */
  static final String SOURCE = "source.npy";

  /** Row of each cell in its source's file: int32. */
  static final String SOURCE_ROW = "source_row.npy";

  /** Genes that each source measured: uint8 (sources, genes), 1 or 0. */
  static final String MEASURED = "measured.npy";

  static final String OBS = "obs";
  static final String VAR = "var";

  /** Stem of the file of names in {@link #OBS}. */
  static final String INDEX = "_index";

  private CorpusFormat() {}
}
