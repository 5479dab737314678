/** Neighbours, projections and layouts of points. Layer 2. */
@org.jspecify.annotations.NullMarked
package org.polysome.graph;
