/** One pass over all pairs of points, in float, for everything that wants to see them. Layer 2. */
@org.jspecify.annotations.NullMarked
package org.polysome.graph.pairs;
