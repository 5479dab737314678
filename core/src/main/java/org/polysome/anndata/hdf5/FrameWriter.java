package org.polysome.anndata.hdf5;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;

/**
 * Writes a table in anndata's current encoding (dataframe 0.2.0). Text with missing entries becomes
 * categorical, the one encoding of missing text that every anndata reads.
 */
final class FrameWriter {

  private static final String ARRAY_VERSION = "0.2.0";

  private final NativeFile file;

  FrameWriter(NativeFile file) {
    this.file = file;
  }

  void write(String name, Frame frame) {
    file.group(name);
    file.encoding(name, "dataframe", "0.2.0");
    String index = frame.indexName();
    while (frame.columns().containsKey(index)) {
      index = "_" + index; // index and columns are members of one group
    }
    file.attribute(name, "_index", index);
    file.attribute(name, "column-order", List.copyOf(frame.columns().keySet()));
    texts(name + "/" + index, frame.index());
    frame.columns().forEach((key, column) -> column(name + "/" + key, column));
  }

  private void column(String name, Column column) {
    switch (column) {
      case Column.Categorical c -> categorical(name, c);
      case Column.Text t when t.values().stream().allMatch(Optional::isPresent) ->
          texts(name, t.values().stream().map(Optional::orElseThrow).toList());
      case Column.Text t -> categorical(name, coded(t));
      case Column.Decimals d -> {
        try (NativeDataset dataset = array(name, ElementType.FLOAT64, d.length())) {
          dataset.append(d.values());
        }
      }
      case Column.Integers i -> integers(name, i);
      case Column.Booleans b -> booleans(name, b);
    }
  }

  private static Column.Categorical coded(Column.Text text) {
    List<String> categories =
        text.values().stream().flatMap(Optional::stream).distinct().sorted().toList();
    Map<String, Integer> codeOf = new HashMap<>();
    categories.forEach(category -> codeOf.put(category, codeOf.size()));
    int[] codes = new int[text.length()];
    for (int r = 0; r < codes.length; r++) {
      codes[r] = text.values().get(r).map(codeOf::get).orElse(Column.MISSING);
    }
    return new Column.Categorical(codes, categories, false);
  }

  private void categorical(String name, Column.Categorical column) {
    file.group(name);
    file.encoding(name, "categorical", "0.2.0");
    file.attribute(name, "ordered", column.ordered());
    texts(name + "/categories", column.categories());
    int categories = column.categories().size();
    ElementType type =
        categories <= Byte.MAX_VALUE
            ? ElementType.INT8
            : categories <= Short.MAX_VALUE ? ElementType.INT16 : ElementType.INT32;
    try (NativeDataset codes = array(name + "/codes", type, column.length())) {
      switch (type) {
        case INT8 -> {
          byte[] narrow = new byte[column.length()];
          for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (byte) column.codes()[i];
          }
          codes.append(narrow);
        }
        case INT16 -> {
          short[] narrow = new short[column.length()];
          for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (short) column.codes()[i];
          }
          codes.append(narrow);
        }
        default -> codes.append(column.codes());
      }
    }
  }

  private void integers(String name, Column.Integers column) {
    if (anyMissing(column.missing())) {
      file.group(name);
      file.encoding(name, "nullable-integer", "0.1.0");
      booleanArray(name + "/mask", column.missing());
    }
    String values = anyMissing(column.missing()) ? name + "/values" : name;
    try (NativeDataset dataset = array(values, ElementType.INT64, column.length())) {
      dataset.append(column.values());
    }
  }

  private void booleans(String name, Column.Booleans column) {
    if (anyMissing(column.missing())) {
      file.group(name);
      file.encoding(name, "nullable-boolean", "0.1.0");
      booleanArray(name + "/mask", column.missing());
      booleanArray(name + "/values", column.values());
    } else {
      booleanArray(name, column.values());
    }
  }

  private static boolean anyMissing(boolean[] missing) {
    for (boolean one : missing) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  private void booleanArray(String name, boolean[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = values[i] ? (byte) 1 : 0;
    }
    try (NativeDataset dataset = array(name, ElementType.BOOL, bytes.length)) {
      dataset.append(bytes);
    }
  }

  void texts(String name, List<String> values) {
    try (NativeDataset dataset = file.dataset(name, ElementType.TEXT, Layout.list(values.size()))) {
      dataset.append(values);
    }
    file.encoding(name, "string-array", ARRAY_VERSION);
  }

  private NativeDataset array(String name, ElementType type, int length) {
    NativeDataset dataset = file.dataset(name, type, Layout.list(length));
    file.encoding(name, "array", ARRAY_VERSION);
    return dataset;
  }
}
