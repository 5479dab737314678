package org.polysome.anndata.hdf5;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polysome.fault.DataException;

/**
 * A group or dataset of an open file, with attributes as plain Java values.
 *
 * @param file the file it belongs to
 * @param node the reader's own node
 */
record Hdf5Node(Hdf5File file, Node node) {

  /** File and path of this node, to begin a message with. */
  String where() {
    return file.path() + ": " + name();
  }

  /** The path inside the file without the leading slash, {@code /} for the root. */
  String name() {
    String path = node.getPath();
    String trimmed = path.startsWith("/") ? path.substring(1) : path;
    trimmed = trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    return trimmed.isEmpty() ? "/" : trimmed;
  }

  /** The last part of the path. */
  String key() {
    return node.getName();
  }

  boolean isGroup() {
    return node instanceof Group;
  }

  /** A descendant by its relative path, if it is there. */
  Optional<Hdf5Node> find(String relative) {
    Optional<Hdf5Node> at = Optional.of(this);
    for (String part : relative.split("/", -1)) {
      at = at.flatMap(n -> n.child(part));
    }
    return at;
  }

  /** A descendant that must be there. */
  Hdf5Node require(String relative) {
    return find(relative)
        .orElseThrow(
            () -> fault("has no '" + relative + "'; the file is damaged or not an AnnData"));
  }

  private Optional<Hdf5Node> child(String key) {
    if (!(node instanceof Group group)) {
      return Optional.empty();
    }
    Node child = Hdf5File.guarded(where() + ": damaged", () -> group.getChildren()).get(key);
    return Optional.ofNullable(child).map(c -> new Hdf5Node(file, c));
  }

  /** The children of a group in file order; none for a dataset. */
  List<Hdf5Node> children() {
    if (!(node instanceof Group group)) {
      return List.of();
    }
    return Hdf5File.guarded(where() + ": damaged", () -> group.getChildren()).values().stream()
        .map(c -> new Hdf5Node(file, c))
        .toList();
  }

  Dataset dataset() {
    if (node instanceof Dataset dataset) {
      return dataset;
    }
    throw fault("is a group where an array was expected");
  }

  /** The lengths of the dimensions of a dataset. */
  long[] shape() {
    return dataset().getDimensionsAsLong();
  }

  /** Everything in a dataset, as the reader gives it. */
  Optional<Object> read() {
    Dataset dataset = dataset();
    return Hdf5File.guarded(
        where() + ": cannot be read, the file may be damaged",
        () -> Optional.ofNullable(dataset.getData()));
  }

  /** An attribute that is one text. */
  Optional<String> text(String attribute) {
    return attribute(attribute).filter(String.class::isInstance).map(String.class::cast);
  }

  /** An attribute that is a list of texts; a list without entries may have any type. */
  Optional<List<String>> texts(String attribute) {
    return attribute(attribute)
        .filter(a -> a.getClass().isArray())
        .map(
            array -> {
              List<String> texts = new ArrayList<>();
              for (int i = 0; i < Array.getLength(array); i++) {
                texts.add(String.valueOf(Array.get(array, i)));
              }
              return texts;
            });
  }

  /** An attribute that is a list of whole numbers. */
  Optional<long[]> integers(String attribute) {
    return attribute(attribute)
        .filter(a -> a.getClass().isArray())
        .map(
            array -> {
              long[] numbers = new long[Array.getLength(array)];
              Arrays.setAll(
                  numbers,
                  i -> Array.get(array, i) instanceof Number n ? n.longValue() : Long.MIN_VALUE);
              return numbers;
            });
  }

  private Optional<Object> attribute(String name) {
    return Hdf5File.guarded(
        where() + ": attribute '" + name + "' cannot be read",
        () -> {
          Attribute attribute = node.getAttribute(name);
          return attribute == null ? Optional.empty() : Optional.ofNullable(attribute.getData());
        });
  }

  /** A fault at this node, in one line whatever a damaged file has for names. */
  DataException fault(String message) {
    return new DataException((where() + ": " + message).replaceAll("\\p{Cntrl}", "?"));
  }
}
