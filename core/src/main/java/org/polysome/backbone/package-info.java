/** What mixes the tokens of a cell. Layer 4, seam. */
@org.jspecify.annotations.NullMarked
package org.polysome.backbone;
