/** What of the biology is still there after batches were mixed. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.conservation;
