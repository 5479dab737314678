/** Polysome: transcriptomic foundation models on the JVM. */
@org.jspecify.annotations.NullMarked
package org.polysome;
