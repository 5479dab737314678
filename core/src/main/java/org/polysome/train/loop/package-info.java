/** The training loop: steps, losses, validation. Layer 7. */
@org.jspecify.annotations.NullMarked
package org.polysome.train.loop;
