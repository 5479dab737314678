/** Plain matrices, dense and sparse, and the matrix product as an interface. Layer 0. */
@org.jspecify.annotations.NullMarked
package org.polysome.matrix;
