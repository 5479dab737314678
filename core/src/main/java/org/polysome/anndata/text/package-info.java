/** Cells from text: 10x Matrix Market folders, tables of counts, tables of cells. Layer 1. */
@org.jspecify.annotations.NullMarked
package org.polysome.anndata.text;
