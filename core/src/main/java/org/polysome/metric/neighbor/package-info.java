/** Metrics of the neighbours of each cell: LISI, kBET, graph connectivity, sBEE. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.neighbor;
