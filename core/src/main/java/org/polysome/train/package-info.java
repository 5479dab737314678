/** The training loop, checkpoints and run folders. Layer 7. */
@org.jspecify.annotations.NullMarked
package org.polysome.train;
