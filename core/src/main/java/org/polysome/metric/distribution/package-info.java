/** Distances between two populations of cells. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.distribution;
