/** Maps of perturbation screens and what they show. Layer 9. */
@org.jspecify.annotations.NullMarked
package org.polysome.suite.perturbation;
