/** Work that threads do ahead of its use, in the order of its use. Layer 0. */
@org.jspecify.annotations.NullMarked
package org.polysome.parallel;
