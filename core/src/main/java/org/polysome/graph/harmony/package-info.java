/** Correction of an embedding for batches, after Harmony. Layer 2. */
@org.jspecify.annotations.NullMarked
package org.polysome.graph.harmony;
