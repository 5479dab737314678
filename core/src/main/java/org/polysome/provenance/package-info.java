/** The manifest: what made a result. Layer 0. */
@org.jspecify.annotations.NullMarked
package org.polysome.provenance;
