package org.polysome.anndata;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.polysome.anndata.text.EmbeddingJoin;
import org.polysome.anndata.text.EmbeddingTable;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;

/**
 * A file with embeddings beside its own, in memory.
 *
 * @param file the file
 * @param attached by key (cells, dimensions)
 * @param notes what the file's reader decided, and the joining
 */
record AttachedEmbeddings(AnnDataFile file, Map<String, DenseMatrix> attached, List<String> notes)
    implements WrappedFile {

  /** Reads tables and matches their rows with the file's cells. */
  static AttachedEmbeddings of(AnnDataFile file, SequencedMap<String, Path> tables) {
    Map<String, DenseMatrix> attached = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>(file.notes());
    tables.forEach(
        (key, path) -> {
          if (file.embeddings().contains(key)) {
            throw new UsageException(
                "%s=%s: %s has an embedding of that name already; choose another"
                    .formatted(key, path, file.path()));
          }
          EmbeddingTable table = EmbeddingTable.read(path, key);
          DenseMatrix rows = EmbeddingJoin.rows(file.obs().index(), table, path.toString(), notes);
          attached.put(key, inOrderOfGenes(file, table.dimensions(), rows));
        });
    return new AttachedEmbeddings(file, attached, List.copyOf(notes));
  }

  /** Corrected expression, whose columns are named as the file's genes, in the order of these. */
  private static DenseMatrix inOrderOfGenes(
      AnnDataFile file, List<String> dimensions, DenseMatrix points) {
    Set<String> named = new HashSet<>(dimensions);
    for (String matrix : file.matrices()) {
      List<String> genes = file.var(matrix).index();
      if (genes.size() == dimensions.size() && named.equals(new HashSet<>(genes))) {
        Map<String, Integer> places = new HashMap<>();
        dimensions.forEach(name -> places.put(name, places.size()));
        int[] order = genes.stream().mapToInt(gene -> places.getOrDefault(gene, 0)).toArray();
        return points.transposed().select(order).transposed();
      }
    }
    return points;
  }

  @Override
  public List<String> embeddings() {
    List<String> all = new ArrayList<>(file.embeddings());
    all.addAll(attached.keySet());
    return all;
  }

  @Override
  public int dimensions(String key) {
    DenseMatrix points = attached.get(key);
    return points == null ? file.dimensions(key) : points.columns();
  }

  @Override
  public DenseMatrix embedding(String key) {
    DenseMatrix points = attached.get(key);
    return points == null ? file.embedding(key) : points;
  }

  @Override
  public DenseMatrix embedding(String key, int[] rows) {
    DenseMatrix points = attached.get(key);
    return points == null ? file.embedding(key, rows) : points.select(rows);
  }
}
