/** Distributions, tests and correlations. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.statistics;
