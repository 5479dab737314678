/** Seam: what a gene is to a model. Layer 4. */
@org.jspecify.annotations.NullMarked
package org.polysome.encoder.gene;
