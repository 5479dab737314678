/** Metrics as pure functions. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric;
