/** Metrics of cells whose genes were perturbed, and of maps made of them. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.perturbation;
