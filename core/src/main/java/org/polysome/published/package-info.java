/** Weights that other projects publish: read into runs, and written back. Layer 8. */
@org.jspecify.annotations.NullMarked
package org.polysome.published;
