/** Quality control, selection and normalisation of cells. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.prepare;
