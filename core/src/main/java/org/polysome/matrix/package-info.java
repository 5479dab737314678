/**
 * Plain matrices, dense and sparse, the product of dense ones, and how long arrays may be. Layer 0.
 */
@org.jspecify.annotations.NullMarked
package org.polysome.matrix;
