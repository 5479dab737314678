/** Graphs of points: their weights, parts and paths. Layer 2. */
@org.jspecify.annotations.NullMarked
package org.polysome.graph;
