/** Files that appear whole or not at all, and NumPy arrays on disk. Layer 0. */
@org.jspecify.annotations.NullMarked
package org.polysome.files;
