package org.polysome.train.embed;

import java.util.Optional;

/**
 * Where in a file the counts are.
 *
 * @param matrix {@code X}, {@code raw} or the name of a layer
 * @param geneColumn the column of {@code var} that names the genes; empty to detect it
 */
public record CountsChoice(String matrix, Optional<String> geneColumn) {}
