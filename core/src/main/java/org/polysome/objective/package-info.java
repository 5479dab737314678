/** Seam: what is asked of a model, and its losses. Layer 6. */
@org.jspecify.annotations.NullMarked
package org.polysome.objective;
