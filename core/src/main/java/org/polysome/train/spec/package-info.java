/** The parts of a plan that say how a model is trained, and on which cells. Layer 7. */
@org.jspecify.annotations.NullMarked
package org.polysome.train.spec;
