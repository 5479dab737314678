/** Seam: what an expression value is to a model. Layer 4. */
@org.jspecify.annotations.NullMarked
package org.polysome.encoder.value;
