package org.polysome.anndata.hdf5;

import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.CompoundDataType.CompoundDataMember;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;

/**
 * Reads a table stored as one compound dataset, as anndata did before 0.7: one field is the index,
 * and labels are codes whose names are in {@code uns/<column>_categories} of the same file.
 */
final class CompoundFrameReader {

  private CompoundFrameReader() {}

  static Frame read(Hdf5Node node) {
    if (!(node.dataset().getDataType() instanceof CompoundDataType compound)) {
      throw node.fault("is neither a group of columns nor a compound table");
    }
    List<String> names = compound.getMembers().stream().map(CompoundDataMember::getName).toList();
    String indexName =
        names.contains("index") ? "index" : names.contains("_index") ? "_index" : names.getFirst();
    Map<String, Column> columns = new LinkedHashMap<>();
    if (node.shape()[0] > 0 && node.read().orElseThrow() instanceof Map<?, ?> members) {
      members.forEach((name, values) -> columns.put((String) name, column(node, values)));
    }
    Column index =
        Optional.ofNullable(columns.remove(indexName)).orElseGet(() -> new Column.Text(List.of()));
    List<String> indexTexts = new ArrayList<>();
    for (int i = 0; i < index.length(); i++) {
      indexTexts.add(index.text(i).orElse(""));
    }
    columns.replaceAll((name, column) -> labelled(node, name, column));
    return new Frame(indexName, indexTexts, columns);
  }

  private static Column column(Hdf5Node node, Object values) {
    return switch (values) {
      case String[] texts -> texts(texts);
      case float[] floats -> {
        double[] wide = new double[floats.length];
        Arrays.setAll(wide, i -> floats[i]);
        yield new Column.Decimals(wide);
      }
      case double[] doubles -> new Column.Decimals(doubles);
      case byte[] bytes -> integers(bytes.length, i -> bytes[i]);
      case short[] shorts -> integers(shorts.length, i -> shorts[i]);
      case int[] ints -> integers(ints.length, i -> ints[i]);
      case long[] longs -> integers(longs.length, i -> longs[i]);
      default ->
          throw node.fault("has a field of type " + values.getClass().getSimpleName() + " per row");
    };
  }

  private static Column texts(String[] texts) {
    boolean truth = Arrays.stream(texts).allMatch(t -> t.equals("TRUE") || t.equals("FALSE"));
    if (truth) {
      boolean[] values = new boolean[texts.length];
      for (int i = 0; i < texts.length; i++) {
        values[i] = texts[i].equals("TRUE");
      }
      return new Column.Booleans(values, new boolean[values.length]);
    }
    return new Column.Text(Arrays.stream(texts).map(Optional::of).toList());
  }

  private static Column integers(int length, java.util.function.IntToLongFunction value) {
    long[] values = new long[length];
    Arrays.setAll(values, value);
    return new Column.Integers(values, new boolean[length]);
  }

  private static Column labelled(Hdf5Node node, String name, Column column) {
    Optional<Hdf5Node> labels = node.file().root().find("uns/" + name + "_categories");
    if (labels.isEmpty() || !(column instanceof Column.Integers codes)) {
      return column;
    }
    List<String> categories = ColumnReader.texts(labels.get());
    int[] narrow = new int[codes.length()];
    for (int i = 0; i < narrow.length; i++) {
      long code = codes.values()[i];
      if (code >= categories.size()) {
        throw node.fault("damaged: row " + i + " of '" + name + "' has code " + code);
      }
      narrow[i] = code < 0 ? Column.MISSING : (int) code;
    }
    return new Column.Categorical(narrow, categories, false);
  }
}
