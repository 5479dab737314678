/** Benchmarks of how known relationships between genes are found in a map. Layer 9. */
@org.jspecify.annotations.NullMarked
package org.polysome.suite.relation;
