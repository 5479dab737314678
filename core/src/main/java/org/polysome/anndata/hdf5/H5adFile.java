package org.polysome.anndata.hdf5;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Frame;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.anndata.RowMatrix;
import org.polysome.anndata.Unstructured;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;

/** An open h5ad file, of any anndata version since 0.5. */
public final class H5adFile implements AnnDataFile {

  private final Hdf5File file;
  private final Frame obs;
  private final Frame var;
  private final Optional<Frame> rawVar;
  private final Map<String, RowMatrix> matrices = new LinkedHashMap<>();
  private final List<String> embeddings;

  private H5adFile(Hdf5File file) {
    this.file = file;
    Hdf5Node root = file.root();
    requireAnnData(root);
    this.obs = FrameReader.read(root.require("obs"));
    this.var = FrameReader.read(root.require("var"));
    this.rawVar = root.find("raw/var").or(() -> root.find("raw.var")).map(FrameReader::read);
    root.find("X").filter(H5adFile::notNull).ifPresent(x -> addMatrix(X, x));
    if (rawVar.isPresent()) {
      root.find("raw/X").or(() -> root.find("raw.X")).ifPresent(x -> addMatrix(RAW, x));
    }
    root.find("layers").map(Hdf5Node::children).orElse(List.of()).stream()
        .filter(MatrixReader::isMatrix)
        .forEach(layer -> addMatrix(layer.key(), layer));
    this.embeddings = root.find("obsm").map(Embeddings::keys).orElse(List.of());
  }

  /**
   * Opens an h5ad.
   *
   * @throws UsageException if there is no such file
   * @throws DataException if it is truncated, damaged, or HDF5 but not an AnnData
   */
  public static H5adFile open(Path path) {
    Hdf5File file = Hdf5File.open(path);
    try {
      return new H5adFile(file);
    } catch (DataException e) {
      file.close();
      throw e;
    }
  }

  private static void requireAnnData(Hdf5Node root) {
    List<String> keys = root.children().stream().map(Hdf5Node::key).toList();
    if (keys.contains("obs") && keys.contains("var")) {
      return;
    }
    String holds = keys.stream().limit(6).collect(Collectors.joining(", "));
    throw new DataException(
        root.file().path()
            + ": is HDF5, but not an AnnData: it has no obs and var; it holds "
            + (keys.isEmpty() ? "nothing" : holds + (keys.size() > 6 ? ", ..." : ""))
            + "; write it as h5ad first");
  }

  private static boolean notNull(Hdf5Node node) {
    return node.text("encoding-type").filter("null"::equals).isEmpty();
  }

  private void addMatrix(String name, Hdf5Node node) {
    RowMatrix matrix = MatrixReader.open(node);
    int genes = var(name).rows();
    if (matrix.rows() != obs.rows() || matrix.columns() != genes) {
      throw node.fault(
          "damaged: is "
              + matrix.rows()
              + " x "
              + matrix.columns()
              + ", but there are "
              + obs.rows()
              + " cells and "
              + genes
              + " genes");
    }
    matrices.put(name, matrix);
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public String format() {
    return "h5ad";
  }

  @Override
  public boolean addsToCopy() {
    return true;
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public Frame obs() {
    return obs;
  }

  @Override
  public Frame var(String matrix) {
    return matrix.equals(RAW)
        ? rawVar.orElseThrow(() -> new UsageException(path() + ": has no raw"))
        : var;
  }

  @Override
  public List<String> matrices() {
    return List.copyOf(matrices.keySet());
  }

  @Override
  public RowMatrix matrix(String name) {
    return Optional.ofNullable(matrices.get(name))
        .orElseThrow(() -> missing("matrix", name, matrices()));
  }

  @Override
  public List<String> embeddings() {
    return embeddings;
  }

  @Override
  public int dimensions(String key) {
    return Embeddings.dimensions(obsm(key), key);
  }

  private Hdf5Node obsm(String key) {
    if (!embeddings.contains(key)) {
      throw missing("obsm key", key, embeddings);
    }
    return file.root().require("obsm");
  }

  @Override
  public DenseMatrix embedding(String key) {
    Hdf5Node obsm = obsm(key);
    requireAllCells(obsm, key);
    return Embeddings.read(obsm, key);
  }

  @Override
  public DenseMatrix embedding(String key, int[] rows) {
    Hdf5Node obsm = obsm(key);
    requireAllCells(obsm, key);
    return Embeddings.read(obsm, key, rows);
  }

  private void requireAllCells(Hdf5Node obsm, String key) {
    long rows = Embeddings.cells(obsm, key);
    if (rows != obs.rows()) {
      throw obsm.fault("damaged: " + key + " has " + rows + " rows for " + obs.rows() + " cells");
    }
  }

  private UsageException missing(String what, String name, List<String> there) {
    return new UsageException(
        path()
            + ": has no "
            + what
            + " '"
            + name
            + "'; "
            + (there.isEmpty() ? "it has none" : "it has " + String.join(", ", there)));
  }

  @Override
  public Unstructured.Tree uns() {
    return file.root()
        .find("uns")
        .map(UnstructuredReader::tree)
        .orElseGet(Unstructured.Tree::empty);
  }

  @Override
  public List<String> unread() {
    return Stream.of("layers", "obsm", "obsp", "varm", "varp", "raw/varm")
        .flatMap(group -> file.root().find(group).stream())
        .flatMap(group -> group.children().stream())
        .filter(node -> !(node.name().startsWith("layers/") && matrices.containsKey(node.key())))
        .filter(node -> !(node.name().startsWith("obsm/") && embeddings.contains(node.key())))
        .map(Hdf5Node::name)
        .toList();
  }

  @Override
  public Optional<MeasuredGenes> measured() {
    return MeasuredGenesEncoding.decode(file.root(), var.rows());
  }

  @Override
  public void close() {
    file.close();
  }
}
