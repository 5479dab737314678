/** Benchmark suites, baselines and their pages. Layer 9. */
@org.jspecify.annotations.NullMarked
package org.polysome.suite;
