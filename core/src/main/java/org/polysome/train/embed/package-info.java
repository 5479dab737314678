/** Embeds the cells of a file with a run, in bounded memory. Layer 7. */
@org.jspecify.annotations.NullMarked
package org.polysome.train.embed;
