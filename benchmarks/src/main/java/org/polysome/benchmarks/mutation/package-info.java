/** Mutation testing of one package: which changes of the code no test notices. Never shipped. */
@org.jspecify.annotations.NullMarked
package org.polysome.benchmarks.mutation;
