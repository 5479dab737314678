/** Simple alternatives that are judged beside embeddings. Layer 9. */
@org.jspecify.annotations.NullMarked
package org.polysome.suite.baseline;
