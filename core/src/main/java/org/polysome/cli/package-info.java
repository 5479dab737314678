/** The command line: one small class per command. Layer 11. */
@org.jspecify.annotations.NullMarked
package org.polysome.cli;
