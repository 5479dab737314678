/** A cell as a row of tokens. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.tokenizer;
