/** Clusters of graphs and of points. Layer 2. */
@org.jspecify.annotations.NullMarked
package org.polysome.graph.cluster;
