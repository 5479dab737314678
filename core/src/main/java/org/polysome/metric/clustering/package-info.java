/** Clusters of cells, chosen and scored as the field's projects do. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.clustering;
