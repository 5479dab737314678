/** Seam: models that turn cells into embeddings. Layer 5. */
@org.jspecify.annotations.NullMarked
package org.polysome.model;
