/** What stands for a gene's identity in a token. Layer 4, seam. */
@org.jspecify.annotations.NullMarked
package org.polysome.encoder.gene;
