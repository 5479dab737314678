package org.polysome.suite;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was met in one input of a benchmark.
 *
 * @param input the file
 * @param cells how many it has
 * @param judged how many were judged
 * @param withoutLabel how many have no label and were left out
 * @param smallClasses classes that were left out because they are small, with their sizes
 * @param classes how many classes were judged
 * @param expression what the baselines were made of
 * @param seenInTraining for each run, how many judged cells were in its training corpus
 * @param notes what else a reader should know
 */
public record InputRecord(
    String input,
    int cells,
    int judged,
    int withoutLabel,
    Map<String, Integer> smallClasses,
    int classes,
    String expression,
    Map<String, Integer> seenInTraining,
    List<String> notes) {

  /** Copies, with classes and runs in the order of their names. */
  public InputRecord {
    smallClasses = java.util.Collections.unmodifiableMap(new TreeMap<>(smallClasses));
    seenInTraining = java.util.Collections.unmodifiableMap(new TreeMap<>(seenInTraining));
    notes = List.copyOf(notes);
  }

  /** The name of the file without its folders. */
  public String fileName() {
    return fileName(input);
  }

  /** The name of a file, on whatever system its path was written down, without its folders. */
  public static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
