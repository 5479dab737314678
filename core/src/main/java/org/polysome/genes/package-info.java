/** Gene vocabularies and how the genes of a file are matched to one. Layer 1. */
@org.jspecify.annotations.NullMarked
package org.polysome.genes;
