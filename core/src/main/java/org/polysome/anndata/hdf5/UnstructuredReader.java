package org.polysome.anndata.hdf5;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polysome.anndata.Unstructured;

/** Reads {@code uns}. Arrays above a million entries, tables and sparse matrices stay unread. */
final class UnstructuredReader {

  private static final long LARGE = 1_000_000;

  private UnstructuredReader() {}

  static Unstructured.Tree tree(Hdf5Node node) {
    Map<String, Unstructured> children = new LinkedHashMap<>();
    node.children().forEach(child -> children.put(child.key(), read(child)));
    return new Unstructured.Tree(children);
  }

  private static Unstructured read(Hdf5Node node) {
    if (!node.isGroup()) {
      return dataset(node);
    }
    String encoding = node.text("encoding-type").orElse("dict");
    return encoding.equals("dict") && node.text("h5sparse_format").isEmpty()
        ? tree(node)
        : new Unstructured.Other(node.text("h5sparse_format").orElse(encoding));
  }

  private static Unstructured dataset(Hdf5Node node) {
    long[] shape = node.shape();
    long size = node.dataset().getSize();
    Optional<NumericType> type = NumericType.of(node.dataset().getDataType());
    if (size > LARGE) {
      return new Unstructured.Other("array of " + size);
    }
    if (type.isPresent()) {
      return numbers(node, type.get(), shape);
    }
    if (shape.length == 1 && shape[0] == 0) {
      return new Unstructured.Other("empty array");
    }
    return switch (node.read().orElse("")) {
      case String text -> new Unstructured.Text(text);
      case String[] texts -> new Unstructured.Texts(java.util.List.of(texts));
      default -> new Unstructured.Other(node.dataset().getJavaType().getSimpleName());
    };
  }

  private static Unstructured numbers(Hdf5Node node, NumericType type, long[] shape) {
    int[] dimensions = new int[shape.length];
    for (int i = 0; i < shape.length; i++) {
      dimensions[i] = MatrixReader.dimension(node, shape[i]);
    }
    double[] values = ArrayReader.doubles(node, type);
    if (shape.length > 0) {
      return new Unstructured.Numbers(values, dimensions);
    }
    return type.kind() == NumericType.Kind.BOOLEAN
        ? new Unstructured.Flag(values[0] != 0)
        : new Unstructured.Number(values[0]);
  }
}
