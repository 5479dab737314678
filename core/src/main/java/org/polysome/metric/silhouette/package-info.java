/** Silhouettes: how much nearer cells are to their own group than to others. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.silhouette;
