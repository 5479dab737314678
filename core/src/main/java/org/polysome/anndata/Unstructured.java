package org.polysome.anndata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of {@code uns}, the free-form tree of an AnnData. */
public sealed interface Unstructured {

  /** Named children, in file order. */
  record Tree(Map<String, Unstructured> children) implements Unstructured {
    /** Copies, keeping the order. */
    public Tree {
      children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }

    /** A tree without children. */
    public static Tree empty() {
      return new Tree(Map.of());
    }

    /** The child of that name, if there is one. */
    public Optional<Unstructured> child(String name) {
      return Optional.ofNullable(children.get(name));
    }
  }

  /** One text. */
  record Text(String value) implements Unstructured {}

  /** One number. */
  record Number(double value) implements Unstructured {}

  /** One truth value. */
  record Flag(boolean value) implements Unstructured {}

  /** A list of texts. */
  record Texts(List<String> values) implements Unstructured {
    /** Copies the values. */
    public Texts {
      values = List.copyOf(values);
    }
  }

  /** An array of numbers (truth values as 0 and 1), row-major, with its shape. */
  record Numbers(double[] values, int[] shape) implements Unstructured {}

  /** Something that is there but not read, such as a table or a sparse matrix, in words. */
  record Other(String description) implements Unstructured {}
}
