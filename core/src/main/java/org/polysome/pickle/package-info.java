/** Python's pickles read as plain data; nothing in them is ever executed. Layer 0. */
@org.jspecify.annotations.NullMarked
package org.polysome.pickle;
