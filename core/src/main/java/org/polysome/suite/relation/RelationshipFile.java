package org.polysome.suite.relation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.IoFaults;
import org.polysome.metric.perturbation.relation.GenePair;
import org.polysome.metric.perturbation.relation.Relationships;

/**
 * Known relationships between genes as EFAAR_benchmarking keeps them: UTF-8 text, a header {@code
 * entity1,entity2}, then the names of two genes a line. A pair may stand there twice, in either
 * order, and a gene beside itself: such lines add nothing.
 */
public final class RelationshipFile {

  private static final String HEADER = "entity1,entity2";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private RelationshipFile() {}

  /**
   * Reads a file; the database is called as the file without its ending.
   *
   * @throws DataException if it is not such a file, naming the line, or has no pair
   */
  public static Relationships read(Path file) {
    Set<GenePair> pairs = new LinkedHashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      checkHeader(file, lines.readLine());
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          addPair(file, number, line, pairs);
        }
      }
    } catch (CharacterCodingException e) {
      throw new DataException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
    if (pairs.isEmpty()) {
      throw new DataException(file + ": there is no pair of two genes below the header");
    }
    return new Relationships(name(file), pairs);
  }

  /**
   * The files that some paths name: a file itself, of a folder those that end in {@code .txt}.
   *
   * @throws UsageException if a folder has none
   */
  public static List<Path> all(List<Path> paths) {
    return paths.stream().flatMap(path -> inside(path).stream()).toList();
  }

  /** What some files are called, for a person. */
  public static String names(List<Path> files) {
    return files.stream()
        .map(file -> String.valueOf(file.getFileName()))
        .collect(Collectors.joining(", "));
  }

  /** What the databases of some files are called. */
  public static List<String> databases(List<Path> files) {
    return files.stream().map(RelationshipFile::name).toList();
  }

  private static List<Path> inside(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> found = Files.list(path)) {
      List<Path> files = found.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
      if (files.isEmpty()) {
        throw new UsageException("‹relationships›: there is no .txt file in %s".formatted(path));
      }
      return files;
    } catch (IOException e) {
      throw IoFaults.reading(path, e);
    }
  }

  private static void checkHeader(Path file, @Nullable String line) {
    String found = line == null ? "" : line.replace(BYTE_ORDER_MARK, "").strip();
    if (!found.equals(HEADER)) {
      throw new DataException(
          "%s: line 1: expected the header '%s', found '%s'".formatted(file, HEADER, found));
    }
  }

  private static void addPair(Path file, int number, String line, Set<GenePair> pairs) {
    String[] genes = line.split(",", -1);
    if (genes.length != 2 || genes[0].isBlank() || genes[1].isBlank()) {
      throw new DataException(
          "%s: line %d: expected two genes with a comma between, found '%s'"
              .formatted(file, number, line));
    }
    String first = genes[0].strip();
    String second = genes[1].strip();
    if (!first.equals(second)) {
      pairs.add(new GenePair(first, second));
    }
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
