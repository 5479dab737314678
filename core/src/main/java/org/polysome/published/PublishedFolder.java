package org.polysome.published;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.IoFaults;
import org.polysome.pickle.Pickle;
import org.polysome.pickle.PickleValue;
import org.polysome.pickle.PickleValue.Real;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Text;
import org.polysome.pickle.PickleValue.Whole;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder as a project publishes it; it remembers which files were read. */
final class PublishedFolder {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final Set<Path> read = new java.util.LinkedHashSet<>();

  /**
   * Opens a folder.
   *
   * @throws UsageException if there is none
   */
  PublishedFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException(folder + ": no such folder; expected one with published weights");
    }
    this.folder = folder;
  }

  /** The files that were read, in order. */
  List<Path> read() {
    return List.copyOf(read);
  }

  /**
   * The file of the first of these names that there is.
   *
   * @param what the file holds, for the message
   * @param names with {@code *} for any characters; names with a slash lie in a folder within
   * @throws UsageException if there is none
   */
  Path need(String what, String... names) {
    return find(names)
        .orElseThrow(
            () ->
                new UsageException(
                    "%s has no %s; expected %s there"
                        .formatted(folder, what, String.join(" or ", names))));
  }

  /** The file of the first of these names that there is, if there is one. */
  Optional<Path> find(String... names) {
    Optional<Path> found =
        Arrays.stream(names).map(this::matching).flatMap(Optional::stream).findFirst();
    found.ifPresent(read::add);
    return found;
  }

  /** All files of these names that there are, in this order; none counts as read yet. */
  List<Path> all(List<String> names) {
    return names.stream().flatMap(name -> matches(name).stream()).distinct().toList();
  }

  /** A file that was chosen of several, and is read. */
  Path chosen(Path file) {
    read.add(file);
    return file;
  }

  private Optional<Path> matching(String name) {
    List<Path> found = matches(name);
    if (found.size() > 1) {
      throw new UsageException(
          "%s has %d files %s; leave the one to read there"
              .formatted(
                  String.valueOf(found.getFirst().getParent()),
                  found.size(),
                  name.substring(name.lastIndexOf('/') + 1)));
    }
    return found.stream().findFirst();
  }

  private List<Path> matches(String name) {
    Path within = Objects.requireNonNull(folder.resolve(name).getParent());
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (!Files.isDirectory(within)) {
      return List.of();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + last);
    try (Stream<Path> entries = Files.list(within)) {
      return entries
          .filter(Files::isRegularFile)
          .filter(path -> matcher.matches(path.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw IoFaults.reading(within, e);
    }
  }

  /** A JSON file. */
  static JsonNode json(Path file) {
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      if (!node.isObject()) {
        throw new DataException(file + " is no JSON object");
      }
      return node;
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    } catch (JacksonException e) {
      throw new DataException(file + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The lines of a text file that hold anything. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  /** A dictionary of names to numbers that Python pickled. */
  static Map<String, Double> pickledNumbers(Path file) {
    PickleValue value;
    try {
      value = Pickle.read(Files.readAllBytes(file), file.toString(), Set.of());
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
    if (!(value instanceof Table table)) {
      throw new DataException(file + " holds no dictionary; expected one of genes to numbers");
    }
    Map<String, Double> numbers = new LinkedHashMap<>();
    table
        .entries()
        .forEach((key, number) -> numbers.put(name(file, key), number(file, key, number)));
    return numbers;
  }

  private static String name(Path file, PickleValue key) {
    if (key instanceof Text(String name)) {
      return name;
    }
    throw new DataException(file + ": " + key + " is no name of a gene");
  }

  private static double number(Path file, PickleValue key, PickleValue value) {
    return switch (value) {
      case Real(double number) -> number;
      case Whole(long number) -> number;
      default -> throw new DataException(file + ": what " + key + " stands for is no number");
    };
  }

  /** A whole number of a configuration, under the first of these keys that it has. */
  static Optional<Integer> whole(JsonNode config, String... keys) {
    return Arrays.stream(keys)
        .map(config::get)
        .filter(node -> node != null && node.isIntegralNumber())
        .map(JsonNode::asInt)
        .findFirst();
  }

  /**
   * A whole number that a configuration must have.
   *
   * @throws DataException naming the key
   */
  static int need(Path file, JsonNode config, String key) {
    return whole(config, key)
        .filter(number -> number > 0)
        .orElseThrow(
            () ->
                new DataException("%s: '%s' is missing or no number above 0".formatted(file, key)));
  }

  /** A number of a configuration. */
  static double number(JsonNode config, String key, double otherwise) {
    JsonNode node = config.get(key);
    return node != null && node.isNumber() ? node.asDouble() : otherwise;
  }

  /** A text of a configuration. */
  static String text(JsonNode config, String key, String otherwise) {
    JsonNode node = config.get(key);
    return node != null && node.isString() ? node.asString() : otherwise;
  }

  /** Ids of tokens in a JSON object of names to whole numbers. */
  static Map<String, Integer> ids(Path file, JsonNode node) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    node.properties()
        .forEach(
            entry -> {
              if (entry.getValue().isIntegralNumber()) {
                ids.put(entry.getKey(), entry.getValue().asInt());
              } else {
                wrong.add(entry.getKey());
              }
            });
    if (!wrong.isEmpty() || ids.isEmpty()) {
      throw new DataException(
          file
              + ": "
              + (wrong.isEmpty() ? "is empty" : "'" + wrong.getFirst() + "' has no whole number")
              + "; expected names of tokens with their ids");
    }
    return ids;
  }
}
