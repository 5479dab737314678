/** Runs of a grid judged together: the tables and figures of papers. Layer 9. */
@org.jspecify.annotations.NullMarked
package org.polysome.suite.grid;
