package org.polysome.anndata.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.dataset.DatasetBase;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an HDF5 file holds, object by object, down to the stored bytes, for comparison. */
final class Hdf5Snapshot {

  private Hdf5Snapshot() {}

  /** A description of every object by its path: type, shape, filters, attributes, bytes. */
  static Map<String, String> of(Path path) {
    Map<String, String> objects = new TreeMap<>();
    try (HdfFile file = new HdfFile(path)) {
      add(file, objects);
    }
    return objects;
  }

  private static void add(Node node, Map<String, String> objects) {
    StringBuilder text = new StringBuilder();
    node.getAttributes()
        .forEach(
            (name, attribute) ->
                text.append(name)
                    .append('=')
                    .append(attribute.getDataType().getClass().getSimpleName())
                    .append(Arrays.toString(attribute.getDimensions()))
                    .append(digest(Optional.ofNullable(attribute.getBuffer())))
                    .append(' '));
    if (node instanceof Dataset dataset) {
      text.append(dataset.getDataType().getClass().getSimpleName())
          .append(dataset.getDataType().getSize())
          .append(Arrays.toString(dataset.getDimensions()))
          .append(dataset.getDataLayout())
          .append(dataset.getFilters())
          .append(dataset.getStorageInBytes())
          .append(digest(Optional.of(dataset).filter(d -> !d.isEmpty()).map(Hdf5Snapshot::bytes)));
    }
    objects.put(node.getPath(), text.toString());
    if (node instanceof Group group) {
      group.getChildren().values().forEach(child -> add(child, objects));
    }
  }

  /** The bytes as stored; for text these are its places in the file, so moved text shows too. */
  private static ByteBuffer bytes(Dataset dataset) {
    return ((DatasetBase) dataset).getDataBuffer();
  }

  private static String digest(Optional<ByteBuffer> buffer) {
    return buffer
        .map(
            b -> {
              byte[] bytes = new byte[b.rewind().remaining()];
              b.get(bytes);
              return bytes.length + ":" + Arrays.hashCode(bytes);
            })
        .orElse("none");
  }
}
