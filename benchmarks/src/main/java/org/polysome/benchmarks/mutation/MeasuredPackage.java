package org.polysome.benchmarks.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;

/**
 * A package to mutate, with the packages below it.
 *
 * @param name below {@code org.polysome}, such as {@code metric.probe}
 * @param threshold the least score in per cent
 * @param tests the packages whose tests run, with those below them
 * @param leftOut classes of tests that do not run, with the packages below {@code org.polysome}
 */
record MeasuredPackage(String name, double threshold, List<String> tests, List<String> leftOut) {

  /** What every package begins with. */
  static final String ROOT = "org.polysome.";

  MeasuredPackage {
    if (!(threshold >= 0 && threshold <= 100)) {
      throw new DataException(name + ": a threshold of 0 to 100 per cent is expected");
    }
    tests = List.copyOf(tests);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Finds a package in the table: its own line, or that of the nearest package above it. Columns
   * with spaces between them are the package, the least score, the packages of tests and, where
   * there are any, the classes of tests that are left out; names have commas between them.
   *
   * @throws UsageException if no line is about it
   */
  static MeasuredPackage find(Path table, String name) throws IOException {
    List<MeasuredPackage> all = read(table);
    for (String above = name; ; above = above.substring(0, above.lastIndexOf('.'))) {
      for (MeasuredPackage line : all) {
        if (line.name.equals(above)) {
          return new MeasuredPackage(name, line.threshold, line.tests, line.leftOut);
        }
      }
      if (above.indexOf('.') < 0) {
        String known = all.stream().map(MeasuredPackage::name).collect(Collectors.joining(", "));
        throw new UsageException(
            "no package " + name + " in " + table + "; these and those below them are: " + known);
      }
    }
  }

  private static List<MeasuredPackage> read(Path table) throws IOException {
    return Files.readAllLines(table).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> parse(table, line))
        .toList();
  }

  private static MeasuredPackage parse(Path table, String line) {
    String[] columns = line.strip().split("\\s+");
    try {
      if (columns.length == 3 || columns.length == 4) {
        return new MeasuredPackage(
            columns[0],
            Double.parseDouble(columns[1]),
            Arrays.asList(columns[2].split(",")),
            columns.length == 3 ? List.of() : Arrays.asList(columns[3].split(",")));
      }
    } catch (NumberFormatException fault) {
      throw new DataException(table + ": " + columns[1] + " is no number of per cent", fault);
    }
    throw new DataException(table + ": package, score and tests are expected, not: " + line);
  }

  /** The classes to mutate with those of the packages below, as PITest's pattern. */
  String classes() {
    return ROOT + name + ".*";
  }

  /** The classes of the packages below it, as PITest's pattern. */
  String below() {
    return classes() + ".*";
  }

  /** The tests to run, as PITest's patterns with commas between them. */
  String testClasses() {
    return tests.stream().map(home -> ROOT + home + ".*Test").collect(Collectors.joining(","));
  }

  /**
   * The tests not to run, as PITest's patterns with commas between them; may be empty.
   *
   * @param own whether those of the packages below the tests' packages are left out too
   */
  String testClassesLeftOut(boolean own) {
    Stream<String> below = own ? tests.stream().map(home -> home + ".*.*Test") : Stream.empty();
    return Stream.concat(leftOut.stream(), below)
        .map(ROOT::concat)
        .collect(Collectors.joining(","));
  }
}
