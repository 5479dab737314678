/** How well clusters of an embedding agree with labels. Layer 9. */
@org.jspecify.annotations.NullMarked
package org.polysome.suite.clustering;
