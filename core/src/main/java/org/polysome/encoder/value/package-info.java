/** What stands for a token's value. Layer 4, seam. */
@org.jspecify.annotations.NullMarked
package org.polysome.encoder.value;
