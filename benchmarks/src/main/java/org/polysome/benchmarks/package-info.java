/** Speed runs, never shipped. */
package org.polysome.benchmarks;
