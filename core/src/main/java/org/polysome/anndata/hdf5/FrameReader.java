package org.polysome.anndata.hdf5;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;

/**
 * Reads {@code obs} and {@code var}: the group of columns that anndata 0.7 and later write
 * (dataframe 0.1.0 and 0.2.0), and the compound dataset from before.
 */
final class FrameReader {

  /** Where dataframe 0.1.0 keeps the labels of its categorical columns. */
  private static final String CATEGORIES = "__categories";

  private FrameReader() {}

  static Frame read(Hdf5Node node) {
    return node.isGroup() ? group(node) : CompoundFrameReader.read(node);
  }

  private static Frame group(Hdf5Node node) {
    String indexName = node.text("_index").orElse("_index");
    List<String> index = ColumnReader.texts(node.require(indexName));
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : columnNames(node, indexName)) {
      Column column = ColumnReader.read(node.require(name), node.find(CATEGORIES + "/" + name));
      if (column.length() != index.size()) {
        throw node.fault(
            "damaged: column '"
                + name
                + "' has "
                + column.length()
                + " entries, the index "
                + index.size());
      }
      columns.put(name, column);
    }
    return new Frame(indexName, index, columns);
  }

  private static List<String> columnNames(Hdf5Node node, String indexName) {
    List<String> ordered = node.texts("column-order").orElse(List.of());
    List<String> names = new ArrayList<>(ordered);
    for (Hdf5Node child : node.children()) {
      String key = child.key();
      boolean listed = ordered.stream().anyMatch(o -> o.equals(key) || o.startsWith(key + "/"));
      if (!listed && !key.equals(indexName) && !key.equals(CATEGORIES)) {
        names.add(key);
      }
    }
    return names;
  }
}
