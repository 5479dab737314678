/** Seam: from vectors back to expression. Layer 4. */
@org.jspecify.annotations.NullMarked
package org.polysome.decoder;
