/** Seam: how tokens look at each other. Layer 4. */
@org.jspecify.annotations.NullMarked
package org.polysome.backbone;
