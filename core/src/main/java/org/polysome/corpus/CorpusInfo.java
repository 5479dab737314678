package org.polysome.corpus;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What {@code corpus.json} says of a corpus.
 *
 * @param format {@code polysome-corpus}
 * @param schema version of the layout on disk
 * @param polysome version of Polysome that wrote it
 * @param organism the species, if it was given or the gene ids tell
 * @param geneIdType what most gene names are, such as {@code symbols}
 * @param vocabulary the genes
 * @param cells number of cells
 * @param entries number of stored counts, over all cells
 * @param totalCounts sum of all counts
 * @param largestCount the largest count
 * @param seed seed of the order of the cells and of the fraction kept
 * @param sources where the cells are from; a cell's source is an index into this list
 * @param obs the columns of {@code obs}, the names of the cells first
 * @param var the columns of {@code var}
 * @param settings what was asked for
 * @param files every other file but the manifest
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CorpusInfo(
    String format,
    int schema,
    String polysome,
    Optional<String> organism,
    String geneIdType,
    VocabularyInfo vocabulary,
    int cells,
    long entries,
    double totalCounts,
    double largestCount,
    long seed,
    List<SourceInfo> sources,
    List<ColumnInfo> obs,
    List<ColumnInfo> var,
    Settings settings,
    List<FileInfo> files) {

  /** Copies the lists. */
  public CorpusInfo {
    sources = List.copyOf(sources);
    obs = List.copyOf(obs);
    var = List.copyOf(var);
    files = List.copyOf(files);
  }

  /**
   * The genes of a corpus.
   *
   * @param genes how many
   * @param sha256 as {@link org.polysome.genes.Vocabulary#sha256()}
   */
  public record VocabularyInfo(int genes, String sha256) {}

  /**
   * A file of the corpus.
   *
   * @param path relative to the folder, with forward slashes
   * @param bytes its length
   * @param crc32c CRC-32C of all bytes, hexadecimal
   * @param edgesCrc32c CRC-32C of the first and the last 4,096 bytes, hexadecimal
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record FileInfo(String path, long bytes, String crc32c, String edgesCrc32c) {}

  /**
   * How cells and genes were chosen.
   *
   * @param where the query over {@code obs}
   * @param fraction share of the cells that was kept at random
   * @param filter the limits on cells and genes in words
   */
  public record Settings(Optional<String> where, double fraction, List<String> filter) {
    /** Copies the list. */
    public Settings {
      filter = List.copyOf(filter);
    }
  }
}
