/**
 * Counter-based randomness: every draw is a function of a seed and of where it is used. Layer 0.
 */
@org.jspecify.annotations.NullMarked
package org.polysome.random;
