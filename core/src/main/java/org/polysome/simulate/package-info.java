/** Synthetic cells whose truth is known. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.simulate;
