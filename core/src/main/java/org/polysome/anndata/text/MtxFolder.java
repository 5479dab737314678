package org.polysome.anndata.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.BandedRows;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.MatrixStorage;
import org.polysome.anndata.RowMatrix;
import org.polysome.anndata.SelectedColumns;
import org.polysome.fault.DataException;
import org.polysome.files.IoFaults;

/**
 * A folder as 10x Genomics' Cell Ranger writes it: {@code matrix.mtx}, {@code barcodes.tsv} and
 * {@code genes.tsv} (version 2: id, symbol) or {@code features.tsv} (version 3: id, symbol, type),
 * each compressed or not, with a common prefix or none. A table {@code obs.csv} beside them is
 * attached to the cells.
 */
final class MtxFolder {

  private static final String GENE_EXPRESSION = "Gene Expression";

  private final Path folder;
  private final String prefix;
  private final List<String> notes = new ArrayList<>();

  private MtxFolder(Path folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /** Whether there is a Matrix Market file in a folder. */
  static boolean is(Path folder) {
    return !matrices(folder).isEmpty();
  }

  private static List<Path> matrices(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> name(f).endsWith("matrix.mtx") || name(f).endsWith("matrix.mtx.gz"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw IoFaults.reading(folder, e);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /**
   * Opens a folder.
   *
   * @throws DataException if a file is missing, or they do not fit each other
   */
  static AnnDataFile open(Path folder) {
    List<Path> matrices = matrices(folder);
    if (matrices.size() != 1) {
      throw new DataException(
          folder
              + ": holds "
              + matrices.size()
              + " files *matrix.mtx; expected one, with barcodes.tsv and genes.tsv or features.tsv");
    }
    return openMatrix(matrices.getFirst());
  }

  /** Opens a Matrix Market file with the names that lie beside it under the same prefix. */
  static AnnDataFile openMatrix(Path matrix) {
    String file = name(matrix);
    int prefix = Math.max(0, file.indexOf("matrix.mtx"));
    Path folder = matrix.toAbsolutePath().getParent();
    return new MtxFolder(folder == null ? matrix : folder, file.substring(0, prefix)).read(matrix);
  }

  private AnnDataFile read(Path matrix) {
    MtxEntries.Size size = MtxEntries.size(matrix);
    Frame genes = genes(require("features.tsv", "genes.tsv"));
    List<String> cells = lines(require("barcodes.tsv")).stream().map(List::getFirst).toList();
    boolean genesInRows = size.rows() == genes.rows() && size.columns() == cells.size();
    boolean cellsInRows = size.rows() == cells.size() && size.columns() == genes.rows();
    if (!genesInRows && !cellsInRows) {
      throw new DataException(
          matrix
              + ": its size line says "
              + size.rows()
              + " x "
              + size.columns()
              + ", but there are "
              + genes.rows()
              + " genes and "
              + cells.size()
              + " barcodes");
    }
    if (!genesInRows) {
      notes.add(name(matrix) + " is cells x genes, unlike Cell Ranger's");
    }
    MatrixStorage storage =
        new MatrixStorage("mtx", size.real() ? "real" : "integer", size.entries());
    RowMatrix x =
        new BandedRows(
            cells.size(), genes.rows(), storage, MtxEntries.of(matrix, size, genesInRows));
    Frame obs = withTable(new Frame("_index", cells, Map.of()));
    int[] expression = geneExpression(genes);
    if (expression.length < genes.rows()) {
      genes = genes.take(expression);
      x = SelectedColumns.of(x, expression);
    }
    return new TextCells(folder, "10x mtx folder", obs, genes, x, notes);
  }

  private Frame withTable(Frame cells) {
    Optional<Path> table = find("obs.csv").or(() -> find("obs.tsv"));
    return table
        .map(t -> ObsJoin.attach(cells, ObsTable.read(t), t.toString(), notes))
        .orElse(cells);
  }

  /** Antibodies and guides are counted in the same matrix; they are not genes. */
  private int[] geneExpression(Frame genes) {
    int[] all = IntStream.range(0, genes.rows()).toArray();
    Optional<Column> types = genes.column("feature_types");
    if (types.isEmpty()) {
      return all;
    }
    int[] expression =
        Arrays.stream(all)
            .filter(g -> types.get().text(g).equals(Optional.of(GENE_EXPRESSION)))
            .toArray();
    if (expression.length == 0 || expression.length == all.length) {
      return all;
    }
    notes.add(
        "left out "
            + (all.length - expression.length)
            + " features that are not 'Gene Expression' (antibodies or guides)");
    return expression;
  }

  private Frame genes(Path path) {
    List<List<String>> lines = lines(path);
    int fields = lines.isEmpty() ? 1 : lines.getFirst().size();
    List<String> ids = lines.stream().map(List::getFirst).toList();
    if (fields == 1) {
      return new Frame("_index", ids, Map.of());
    }
    List<String> symbols = lines.stream().map(l -> l.get(1)).toList();
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("gene_ids", new Column.Text(ids.stream().map(Optional::of).toList()));
    if (fields > 2) {
      columns.put(
          "feature_types",
          ColumnInference.infer(lines.stream().map(l -> Optional.of(l.get(2))).toList()));
    }
    return new Frame("_index", symbols, columns);
  }

  private List<List<String>> lines(Path path) {
    List<List<String>> lines = new ArrayList<>();
    try (DelimitedReader reader = new DelimitedReader(path, '\t')) {
      int fields = 0;
      while (reader.next()) {
        List<String> line = new ArrayList<>();
        for (int f = 0; f < reader.fields(); f++) {
          line.add(reader.text(f));
        }
        if (fields != 0 && line.size() != fields) {
          throw new DataException(
              path + ": line " + reader.line() + " has " + line.size() + " fields, not " + fields);
        }
        fields = line.size();
        lines.add(line);
      }
    }
    return lines;
  }

  private Path require(String... names) {
    return Arrays.stream(names)
        .map(this::find)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    folder + ": has no " + prefix + String.join(" or ", names) + " (or .gz)"));
  }

  private Optional<Path> find(String name) {
    return Stream.of(prefix + name, prefix + name + ".gz")
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
