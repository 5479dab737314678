/** How far labels, clusters or scores agree with the truth. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.agreement;
