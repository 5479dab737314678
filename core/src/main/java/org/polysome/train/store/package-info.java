/** What a training leaves on disk to go on from: checkpoints and their state. Layer 7. */
@org.jspecify.annotations.NullMarked
package org.polysome.train.store;
