/** Plain matrices, and the matrix product as an interface. Layer 0. */
@org.jspecify.annotations.NullMarked
package org.polysome.matrix;
