package org.polysome.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;

/**
 * Tables put one below the other: the columns of all, missing where a table has none of that name.
 * A column that is of one kind in every table stays so; whole numbers and decimals make decimals;
 * any other mixture becomes labels.
 */
final class FrameUnion {

  private FrameUnion() {}

  static Frame stack(List<Frame> frames) {
    Set<String> names = new LinkedHashSet<>();
    frames.forEach(frame -> names.addAll(frame.columns().keySet()));
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : names) {
      columns.put(name, stack(frames, name));
    }
    List<String> index = frames.stream().flatMap(frame -> frame.index().stream()).toList();
    return new Frame(frames.getFirst().indexName(), index, columns);
  }

  private static Column stack(List<Frame> frames, String name) {
    List<Column> present =
        frames.stream().map(f -> f.column(name)).flatMap(Optional::stream).toList();
    if (present.stream().allMatch(Column.Integers.class::isInstance)) {
      return integers(frames, name);
    }
    if (present.stream().allMatch(Column.Booleans.class::isInstance)) {
      return booleans(frames, name);
    }
    if (present.stream()
        .allMatch(c -> c instanceof Column.Decimals || c instanceof Column.Integers)) {
      return decimals(frames, name);
    }
    return present.stream().allMatch(Column.Text.class::isInstance)
        ? new Column.Text(texts(frames, name))
        : labels(frames, name, present);
  }

  private static List<Optional<String>> texts(List<Frame> frames, String name) {
    List<Optional<String>> texts = new ArrayList<>();
    for (Frame frame : frames) {
      Optional<Column> column = frame.column(name);
      IntStream.range(0, frame.rows()).forEach(row -> texts.add(column.flatMap(c -> c.text(row))));
    }
    return texts;
  }

  /** Keeps the order of the labels of the first table, and labels that no cell has. */
  private static Column labels(List<Frame> frames, String name, List<Column> present) {
    List<Optional<String>> texts = texts(frames, name);
    Set<String> categories = new LinkedHashSet<>();
    boolean ordered = true;
    for (Column column : present) {
      if (column instanceof Column.Categorical c) {
        ordered &= c.ordered() && c.categories().equals(firstCategories(present));
        categories.addAll(c.categories());
      } else {
        ordered = false;
      }
    }
    texts.stream().flatMap(Optional::stream).forEach(categories::add);
    Map<String, Integer> codeOf = new HashMap<>();
    categories.forEach(category -> codeOf.put(category, codeOf.size()));
    int[] codes = texts.stream().mapToInt(t -> t.map(codeOf::get).orElse(Column.MISSING)).toArray();
    return new Column.Categorical(codes, List.copyOf(categories), ordered);
  }

  private static List<String> firstCategories(List<Column> present) {
    return present.getFirst() instanceof Column.Categorical c ? c.categories() : List.of();
  }

  private static Column integers(List<Frame> frames, String name) {
    int rows = rows(frames);
    Column.Integers all = new Column.Integers(new long[rows], allMissing(rows));
    int at = 0;
    for (Frame frame : frames) {
      if (frame.column(name).orElse(null) instanceof Column.Integers i) {
        System.arraycopy(i.values(), 0, all.values(), at, frame.rows());
        System.arraycopy(i.missing(), 0, all.missing(), at, frame.rows());
      }
      at += frame.rows();
    }
    return all;
  }

  private static Column booleans(List<Frame> frames, String name) {
    int rows = rows(frames);
    Column.Booleans all = new Column.Booleans(new boolean[rows], allMissing(rows));
    int at = 0;
    for (Frame frame : frames) {
      if (frame.column(name).orElse(null) instanceof Column.Booleans b) {
        System.arraycopy(b.values(), 0, all.values(), at, frame.rows());
        System.arraycopy(b.missing(), 0, all.missing(), at, frame.rows());
      }
      at += frame.rows();
    }
    return all;
  }

  private static boolean[] allMissing(int rows) {
    boolean[] missing = new boolean[rows];
    Arrays.fill(missing, true);
    return missing;
  }

  private static Column decimals(List<Frame> frames, String name) {
    double[] values = new double[rows(frames)];
    Arrays.fill(values, Double.NaN);
    int at = 0;
    for (Frame frame : frames) {
      Column column = frame.column(name).orElse(null);
      if (column instanceof Column.Decimals d) {
        System.arraycopy(d.values(), 0, values, at, frame.rows());
      } else if (column instanceof Column.Integers i) {
        for (int row = 0; row < frame.rows(); row++) {
          values[at + row] = i.missing()[row] ? Double.NaN : i.values()[row];
        }
      }
      at += frame.rows();
    }
    return new Column.Decimals(values);
  }

  private static int rows(List<Frame> frames) {
    return frames.stream().mapToInt(Frame::rows).reduce(0, Math::addExact);
  }
}
