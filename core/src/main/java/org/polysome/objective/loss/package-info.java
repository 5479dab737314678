/** Losses and likelihoods as functions of tensors, element by element. Part of layer 6. */
@org.jspecify.annotations.NullMarked
package org.polysome.objective.loss;
