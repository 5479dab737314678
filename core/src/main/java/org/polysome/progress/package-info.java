/** How a long job talks to a person: lines, bars, and the wish to stop. Layer 0. */
@org.jspecify.annotations.NullMarked
package org.polysome.progress;
