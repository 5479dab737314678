package org.polysome.anndata.hdf5;

import java.util.BitSet;
import java.util.List;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.anndata.Unstructured;

/** Writes nodes of {@code uns}. */
final class UnstructuredWriter {

  private static final String VERSION = "0.2.0";

  private final NativeFile file;

  UnstructuredWriter(NativeFile file) {
    this.file = file;
  }

  void write(String name, Unstructured node) {
    switch (node) {
      case Unstructured.Tree tree -> {
        file.group(name);
        file.encoding(name, "dict", "0.1.0");
        tree.children().forEach((key, child) -> write(name + "/" + key, child));
      }
      case Unstructured.Text text -> {
        try (NativeDataset dataset = file.dataset(name, ElementType.TEXT, Layout.scalar())) {
          dataset.append(List.of(text.value()));
        }
        file.encoding(name, "string", VERSION);
      }
      case Unstructured.Number number -> {
        try (NativeDataset dataset = file.dataset(name, ElementType.FLOAT64, Layout.scalar())) {
          dataset.append(new double[] {number.value()});
        }
        file.encoding(name, "numeric-scalar", VERSION);
      }
      case Unstructured.Flag flag -> {
        try (NativeDataset dataset = file.dataset(name, ElementType.BOOL, Layout.scalar())) {
          dataset.append(new byte[] {flag.value() ? (byte) 1 : 0});
        }
        file.encoding(name, "numeric-scalar", VERSION);
      }
      case Unstructured.Texts texts -> new FrameWriter(file).texts(name, texts.values());
      case Unstructured.Numbers numbers -> numbers(name, numbers);
      case Unstructured.Other other ->
          throw new IllegalArgumentException(
              "uns/" + name + " (" + other.description() + ") was not read and cannot be written");
    }
  }

  private void numbers(String name, Unstructured.Numbers numbers) {
    long[] dims = new long[numbers.shape().length];
    for (int d = 0; d < dims.length; d++) {
      dims[d] = numbers.shape()[d];
    }
    try (NativeDataset dataset = file.dataset(name, ElementType.FLOAT64, new Layout(dims, false))) {
      dataset.append(numbers.values());
    }
    file.encoding(name, "array", VERSION);
  }

  /** Writes the table of measured genes below {@code uns}, as {@link MeasuredGenes} describes. */
  void measured(MeasuredGenes measured, int genes) {
    String group = "uns/" + MeasuredGenesEncoding.GROUP;
    file.group(group);
    file.encoding(group, "dict", "0.1.0");
    write(group + "/" + MeasuredGenesEncoding.SOURCES, new Unstructured.Texts(measured.sources()));
    write(
        group + "/" + MeasuredGenesEncoding.SOURCE_KEY,
        new Unstructured.Text(measured.sourceKey()));
    String table = group + "/" + MeasuredGenesEncoding.MEASURED;
    try (NativeDataset dataset =
        file.dataset(table, ElementType.UINT8, Layout.matrix(measured.sources().size(), genes))) {
      for (BitSet set : measured.genes()) {
        byte[] row = new byte[genes];
        set.stream().forEach(g -> row[g] = 1);
        dataset.append(row);
      }
    }
    file.encoding(table, "array", VERSION);
  }
}
