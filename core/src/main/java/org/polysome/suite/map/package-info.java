/** Embeddings as pictures, and groups of cells to colour them by. Layer 9. */
@org.jspecify.annotations.NullMarked
package org.polysome.suite.map;
