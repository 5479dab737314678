package org.polysome.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.anndata.Orientation;
import org.polysome.genes.GeneJoin;
import org.polysome.prepare.Conversion;
import org.polysome.prepare.Converter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code polysome data convert}: any formats into one h5ad. */
@Command(
    name = "convert",
    description = {
      "Convert files of cells of any format into one h5ad; several are merged by gene.",
      "An outer join keeps every gene and records, in uns/polysome/measured, which each source has"
          + " measured: a gene that was not measured is not a zero."
    },
    footer = {
      "",
      "Example:",
      "  polysome data convert p1.csv.gz p2.csv.gz --batch-key plate -o plates.h5ad"
    })
final class DataConvert implements Runnable {

  @Mixin private Session session;
  @Mixin private InputOptions inputs;
  @Mixin private OutputOptions output;
  @Mixin private CellOptions cells;

  @Option(
      names = "--obs",
      paramLabel = "FILE",
      description = "Table of cells to attach by name; once per input, in the same order.")
  private List<Path> obs = new ArrayList<>();

  @Option(
      names = "--join",
      paramLabel = "inner|outer",
      defaultValue = "inner",
      description = "Genes that a merge keeps: those of all inputs or of any (default: inner).")
  private GeneJoin.Kind join;

  @Option(
      names = "--batch-key",
      paramLabel = "NAME",
      description = "Column of obs that names the source of each cell (default: source).")
  private Optional<String> batchKey = Optional.empty();

  @Option(
      names = "--transpose",
      description = "Read tables of counts the other way round than detected.")
  private boolean transpose;

  @Override
  public void run() {
    Converter.convert(
        new Conversion(
            inputs.paths(),
            obs,
            output.output(),
            join,
            batchKey,
            transpose ? Orientation.TRANSPOSED : Orientation.DETECTED,
            cells.layer(),
            cells.geneColumn(),
            output.force()),
        session.progress());
  }
}
