/** Recipes of published data: what a corpus is built from, and what should come out. Layer 10. */
@org.jspecify.annotations.NullMarked
package org.polysome.experiment.data;
