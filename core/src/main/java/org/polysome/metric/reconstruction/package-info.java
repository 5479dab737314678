/** How well predicted expression agrees with the measured one. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.reconstruction;
