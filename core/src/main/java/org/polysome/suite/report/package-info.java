/** The page that shows runs and results. Layer 9. */
@org.jspecify.annotations.NullMarked
package org.polysome.suite.report;
