/** Neural building blocks over the engine. Layer 2. */
@org.jspecify.annotations.NullMarked
package org.polysome.nn;
