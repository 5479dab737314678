/** The memory-mapped store of training cells. Layer 4. */
@org.jspecify.annotations.NullMarked
package org.polysome.corpus;
