package org.polysome.corpus;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A source of cells and what became of them.
 *
 * @param name name of the file or folder, with the part of it where a merged file has several
 * @param path as it was given
 * @param sha256 of the file's bytes
 * @param matrix the matrix that held the counts: {@code X}, {@code raw} or a layer
 * @param geneColumn the column of {@code var} that named the genes
 * @param genesMeasured how many genes of the vocabulary it measured
 * @param genesUnknown how many columns of the file are not in the vocabulary
 * @param qc the cells read, left out and kept
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SourceInfo(
    String name,
    String path,
    String sha256,
    String matrix,
    String geneColumn,
    int genesMeasured,
    int genesUnknown,
    CellReport qc) {}
