/**
 * Gene vocabularies and how the genes of a file are matched to one. Layer 1.
 *
 * <p>A {@link org.polysome.genes.Vocabulary} is an ordered list of names; a {@link
 * org.polysome.genes.GeneAlignment} says which of them each column of a file is, with a report, and
 * renumbers rows.
 */
@org.jspecify.annotations.NullMarked
package org.polysome.genes;
