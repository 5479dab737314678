package org.polysome.anndata.hdf5;

import io.jhdf.object.datatype.EnumDataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.Column;

/** Reads one column of a table in any encoding that anndata has used. */
final class ColumnReader {

  private ColumnReader() {}

  /**
   * Reads a column.
   *
   * @param node the column
   * @param oldCategories the labels that dataframe 0.1.0 keeps beside the table
   */
  static Column read(Hdf5Node node, Optional<Hdf5Node> oldCategories) {
    if (node.isGroup()) {
      return encoded(node);
    }
    if (oldCategories.isPresent()) {
      boolean ordered = flag(oldCategories.get(), "ordered");
      return categorical(node, oldCategories.get(), ordered);
    }
    return plain(node);
  }

  private static Column encoded(Hdf5Node node) {
    String encoding =
        node.text("encoding-type")
            .orElseThrow(() -> node.fault("is a group without encoding-type, not a column"));
    return switch (encoding) {
      case "categorical" ->
          categorical(node.require("codes"), node.require("categories"), flag(node, "ordered"));
      case "nullable-integer" ->
          new Column.Integers(new NumericVector(node.require("values")).longs(), mask(node));
      case "nullable-boolean" -> new Column.Booleans(booleans(node.require("values")), mask(node));
      case "nullable-string-array" -> nullableText(node);
      default -> throw node.fault("is a column encoded as '" + encoding + "', which is unknown");
    };
  }

  private static Column categorical(Hdf5Node codesNode, Hdf5Node categoriesNode, boolean ordered) {
    List<String> categories = texts(categoriesNode);
    long[] codes = new NumericVector(codesNode).longs();
    int[] narrow = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] >= categories.size()) {
        throw codesNode.fault(
            "damaged: row " + i + " has code " + codes[i] + " of " + categories.size());
      }
      narrow[i] = codes[i] < 0 ? Column.MISSING : (int) codes[i];
    }
    return new Column.Categorical(narrow, categories, ordered);
  }

  private static Column nullableText(Hdf5Node node) {
    List<String> values = texts(node.require("values"));
    boolean[] missing = mask(node);
    List<Optional<String>> texts = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      texts.add(missing[i] ? Optional.empty() : Optional.of(values.get(i)));
    }
    return new Column.Text(texts);
  }

  private static Column plain(Hdf5Node node) {
    Optional<NumericType> type = NumericType.of(node.dataset().getDataType());
    if (type.isEmpty()) {
      return new Column.Text(texts(node).stream().map(Optional::of).toList());
    }
    return switch (type.get().kind()) {
      case FLOAT -> new Column.Decimals(new NumericVector(node).doubles());
      case BOOLEAN -> {
        boolean[] values = booleans(node);
        yield new Column.Booleans(values, new boolean[values.length]);
      }
      default -> {
        long[] values = new NumericVector(node).longs();
        yield new Column.Integers(values, new boolean[values.length]);
      }
    };
  }

  private static boolean[] mask(Hdf5Node node) {
    return booleans(node.require("mask"));
  }

  private static boolean[] booleans(Hdf5Node node) {
    long[] numbers = new NumericVector(node).longs();
    boolean[] values = new boolean[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers[i] != 0;
    }
    return values;
  }

  private static boolean flag(Hdf5Node node, String attribute) {
    return node.text(attribute).filter(t -> t.equalsIgnoreCase("true")).isPresent();
  }

  /** A list of texts; numbers and truth values (as labels may be) become text. */
  static List<String> texts(Hdf5Node node) {
    if (node.isGroup()) {
      List<String> texts = new ArrayList<>();
      Column column = encoded(node);
      for (int i = 0; i < column.length(); i++) {
        texts.add(column.text(i).orElse(""));
      }
      return texts;
    }
    if (node.shape().length != 1) {
      throw node.fault("has " + node.shape().length + " dimensions where a list was expected");
    }
    if (node.shape()[0] == 0) {
      return List.of();
    }
    if (NumericType.of(node.dataset().getDataType()).isPresent()) {
      Column column = plain(node);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < column.length(); i++) {
        texts.add(column.text(i).orElse("nan"));
      }
      return texts;
    }
    Object data = node.read().orElseThrow(() -> node.fault("is empty"));
    if (data instanceof String[] strings
        && !(node.dataset().getDataType() instanceof EnumDataType)) {
      return List.of(strings);
    }
    throw node.fault("holds " + node.dataset().getJavaType().getSimpleName() + ", not text");
  }
}
