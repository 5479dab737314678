/** Faults a user can act on, each with its exit status. Layer 0. */
@org.jspecify.annotations.NullMarked
package org.polysome.fault;
