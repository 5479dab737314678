/** One number of many metrics. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.overall;
