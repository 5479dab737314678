/** The engine's only door. Layer 1. */
@org.jspecify.annotations.NullMarked
package org.polysome.tensor;
