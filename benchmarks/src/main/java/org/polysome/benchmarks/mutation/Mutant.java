package org.polysome.benchmarks.mutation;

/**
 * One change of the code and what became of it.
 *
 * @param type full name of the class
 * @param method name of the method
 * @param line line of the source, from 1
 * @param change what PITest did, in its words
 * @param source the line itself, without spaces around it
 * @param fate what became of it
 */
record Mutant(String type, String method, int line, String change, String source, Fate fate) {

  /** What the change is, whatever line it has moved to: class, method, change and source. */
  String identity() {
    return String.join("\t", type, method, change, source);
  }

  boolean isKilled() {
    return fate == Fate.KILLED;
  }

  /** The package of the class. */
  String home() {
    return type.substring(0, type.lastIndexOf('.'));
  }
}
