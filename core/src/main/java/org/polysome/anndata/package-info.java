/** AnnData and the file formats it comes in. Layer 1. */
@org.jspecify.annotations.NullMarked
package org.polysome.anndata;
