/** Eigenvectors: principal components and diffusion maps. Layer 2. */
@org.jspecify.annotations.NullMarked
package org.polysome.graph.spectral;
