/** The record tree that is the YAML; recipes. Layer 10. */
@org.jspecify.annotations.NullMarked
package org.polysome.experiment;
