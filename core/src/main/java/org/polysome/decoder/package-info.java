/** From tokens and cells back to numbers of genes. Layer 4, seams. */
@org.jspecify.annotations.NullMarked
package org.polysome.decoder;
