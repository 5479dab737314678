/** Layers that models are made of. Layer 2. */
@org.jspecify.annotations.NullMarked
package org.polysome.nn;
