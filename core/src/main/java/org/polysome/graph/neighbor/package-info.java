/** Nearest neighbours of points, exact and approximate. Layer 2. */
@org.jspecify.annotations.NullMarked
package org.polysome.graph.neighbor;
