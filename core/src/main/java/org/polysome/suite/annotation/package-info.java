/** How much of a cell annotation an embedding holds. Layer 9. */
@org.jspecify.annotations.NullMarked
package org.polysome.suite.annotation;
