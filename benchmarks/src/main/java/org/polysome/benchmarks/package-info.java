/** Programs that measure: speed runs and comparisons over seeds. Never shipped. */
@org.jspecify.annotations.NullMarked
package org.polysome.benchmarks;
