package org.polysome.prepare;

import java.util.List;
import java.util.Optional;
import org.polysome.genes.GeneIdKind;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What is in a file of cells, as {@code data inspect} shows it and writes it as JSON.
 *
 * @param path the file
 * @param format its format in words
 * @param cells number of cells
 * @param genes number of genes of {@code X}
 * @param matrices X, raw and the layers
 * @param geneNames the index of {@code var} and each of its columns that may name genes
 * @param obs the columns of the table of cells
 * @param labels columns that look like labels to learn, the likeliest first
 * @param batches columns that look like batches, the likeliest first
 * @param obsm embeddings
 * @param uns keys of the free-form tree
 * @param unread what else the file holds, which is not read
 * @param sources number of sources whose measured genes are recorded, 0 where none are
 * @param notes what the reader decided by itself
 * @param warnings what may be in the way of using the file
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Inspection(
    String path,
    String format,
    int cells,
    int genes,
    List<Matrix> matrices,
    List<GeneNames> geneNames,
    List<Obs> obs,
    List<String> labels,
    List<String> batches,
    List<Embedding> obsm,
    List<String> uns,
    List<String> unread,
    int sources,
    List<String> notes,
    List<String> warnings) {

  /**
   * A matrix.
   *
   * @param name X, raw or the name of a layer
   * @param genes number of its columns
   * @param layout csr, csc, dense, mtx or table
   * @param type type of the stored numbers
   * @param state what has been done to the numbers
   * @param reason what that is seen by
   * @param nonZeros number of non-zeros
   * @param explicitZeros zeros that are stored although the layout need not
   * @param minimum the smallest non-zero
   * @param maximum the largest number
   * @param medianTotal median over cells of the sum
   * @param medianGenes median over cells of the number of non-zeros
   * @param emptyCells cells without a non-zero
   * @param nan number of NaN
   * @param negative number of negative numbers
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Matrix(
      String name,
      int genes,
      String layout,
      String type,
      ValueState state,
      String reason,
      long nonZeros,
      long explicitZeros,
      Optional<Float> minimum,
      Optional<Float> maximum,
      double medianTotal,
      double medianGenes,
      int emptyCells,
      long nan,
      long negative) {}

  /**
   * A column that may name genes.
   *
   * @param column the index or a column of var
   * @param kind what most of the names are
   * @param different number of different names
   * @param examples the first few
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record GeneNames(String column, GeneIdKind kind, int different, List<String> examples) {}

  /**
   * A column of the table of cells.
   *
   * @param column its name
   * @param kind labels, text, whole numbers, decimals or truth values
   * @param different number of different entries, missing ones not counted
   * @param missing number of missing entries
   * @param examples the most frequent entries; of numbers the smallest and the largest
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Obs(
      String column, String kind, int different, int missing, List<String> examples) {}

  /**
   * An embedding.
   *
   * @param key its key in obsm
   * @param dimensions numbers per cell
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Embedding(String key, int dimensions) {}
}
