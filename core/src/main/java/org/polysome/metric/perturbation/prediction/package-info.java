/** How well the effect of perturbations on expression is predicted. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.perturbation.prediction;
