/** How well a map of genes finds relationships that are known. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.perturbation.relation;
