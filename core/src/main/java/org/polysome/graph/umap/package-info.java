/** Pictures of points after UMAP. Layer 2. */
@org.jspecify.annotations.NullMarked
package org.polysome.graph.umap;
