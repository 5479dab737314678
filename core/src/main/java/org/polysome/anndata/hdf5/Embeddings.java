package org.polysome.anndata.hdf5;

import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.CompoundDataType.CompoundDataMember;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import org.polysome.matrix.DenseMatrix;

/**
 * The numeric matrices of {@code obsm}: one dataset each, or, before anndata 0.7, one field each of
 * a compound dataset.
 */
final class Embeddings {

  private Embeddings() {}

  static List<String> keys(Hdf5Node obsm) {
    if (obsm.isGroup()) {
      return obsm.children().stream().filter(MatrixReader::isDense).map(Hdf5Node::key).toList();
    }
    return obsm.dataset().getDataType() instanceof CompoundDataType compound
        ? compound.getMembers().stream()
            .filter(Embeddings::isVector)
            .map(CompoundDataMember::getName)
            .toList()
        : List.of();
  }

  private static boolean isVector(CompoundDataMember member) {
    return member.getDataType() instanceof ArrayDataType array
        && array.getArrayTypeDimensions().length == 1
        && NumericType.of(array.getBaseType()).isPresent();
  }

  static int dimensions(Hdf5Node obsm, String key) {
    if (obsm.isGroup()) {
      return MatrixReader.dimension(obsm, obsm.require(key).shape()[1]);
    }
    return ((CompoundDataType) obsm.dataset().getDataType())
        .getMembers().stream()
            .filter(member -> member.getName().equals(key))
            .mapToInt(member -> ((ArrayDataType) member.getDataType()).getArrayTypeDimensions()[0])
            .findFirst()
            .orElseThrow(() -> obsm.fault("has no field '" + key + "'"));
  }

  static DenseMatrix read(Hdf5Node obsm, String key) {
    if (!obsm.isGroup()) {
      return field(obsm, key);
    }
    Hdf5Node node = obsm.require(key);
    return ArrayReader.matrix(node, type(node));
  }

  /** Some cells of an embedding, in the order they are named. */
  static DenseMatrix read(Hdf5Node obsm, String key, int[] rows) {
    if (!obsm.isGroup()) {
      return field(obsm, key).select(rows);
    }
    Hdf5Node node = obsm.require(key);
    return ArrayReader.rows(node, type(node), rows);
  }

  /** How many cells an embedding says it has. */
  static long cells(Hdf5Node obsm, String key) {
    return obsm.isGroup() ? obsm.require(key).shape()[0] : obsm.shape()[0];
  }

  private static NumericType type(Hdf5Node node) {
    return NumericType.of(node.dataset().getDataType())
        .orElseThrow(() -> node.fault("holds no numbers"));
  }

  private static DenseMatrix field(Hdf5Node obsm, String key) {
    Object values =
        obsm.read()
            .filter(Map.class::isInstance)
            .<Object>map(members -> ((Map<?, ?>) members).get(key))
            .orElseThrow(() -> obsm.fault("has no field '" + key + "'"));
    int rows = Array.getLength(values);
    int columns = rows == 0 ? 0 : Array.getLength(Array.get(values, 0));
    DenseMatrix matrix = DenseMatrix.zeros(rows, columns);
    for (int r = 0; r < rows; r++) {
      Object row = Array.get(values, r);
      for (int c = 0; c < columns; c++) {
        matrix.values()[r * columns + c] = Array.getDouble(row, c);
      }
    }
    return matrix;
  }
}
