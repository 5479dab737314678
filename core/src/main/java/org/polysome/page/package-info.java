/** Self-contained HTML and SVG. Layer 0. */
@org.jspecify.annotations.NullMarked
package org.polysome.page;
