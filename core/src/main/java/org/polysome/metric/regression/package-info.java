/** How much of the variance of cells something about them explains. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.regression;
