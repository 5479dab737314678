/** The suite that asks runs for values hidden from them. Layer 9. */
@org.jspecify.annotations.NullMarked
package org.polysome.suite.reconstruction;
