/** How well an embedding keeps biology and mixes batches. Layer 9. */
@org.jspecify.annotations.NullMarked
package org.polysome.suite.integration;
