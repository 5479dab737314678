package org.polysome.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.files.NpyType;
import org.polysome.files.NpyWriter;
import org.polysome.genes.GeneAlignment;
import org.polysome.progress.Progress;
import org.polysome.provenance.Input;

/**
 * The tables of a corpus that is being built.
 *
 * @param folder where they are written
 * @param inputs the inputs
 * @param genes the genes and their alignments
 */
record CorpusTables(Path folder, InputSet inputs, GeneChoice genes) {

  /** Writes {@code obs} in the order of the cells. */
  List<ColumnInfo> writeObs(CellArraysWriter.Written cells, Progress progress) {
    int[] firstCell =
        inputs.inputs().stream()
            .flatMapToInt(input -> input.sources().stream().mapToInt(source -> input.firstCell()))
            .toArray();
    int[] order =
        IntStream.range(0, cells.source().length)
            .map(cell -> firstCell[cells.source()[cell]] + cells.sourceRow()[cell])
            .toArray();
    ColumnWriter writer = new ColumnWriter(folder.resolve(CorpusFormat.OBS), order);
    writer.write(CorpusFormat.INDEX, CellNames.of(inputs, progress));
    ObsMerge merge = new ObsMerge(inputs.inputs().stream().map(OpenInput::obs).toList());
    merge.names().forEach(name -> writer.write(name, merge.column(name)));
    return writer.written();
  }

  /** Writes {@code var}: in how many cells each gene is seen, and how often. */
  List<ColumnInfo> writeVar(CellArraysWriter.Written cells) {
    int genes = cells.cellsOfGene().length;
    ColumnWriter writer =
        new ColumnWriter(folder.resolve(CorpusFormat.VAR), IntStream.range(0, genes).toArray());
    writer.write("n_cells", new Column.Integers(cells.cellsOfGene(), new boolean[genes]));
    writer.write("total_counts", new Column.Decimals(cells.countsOfGene()));
    return writer.written();
  }

  /** Writes the table of the genes that each source measured. */
  void writeMeasured() {
    int size = genes.vocabulary().size();
    try (NpyWriter out = new NpyWriter(folder.resolve(CorpusFormat.MEASURED), NpyType.UINT8)) {
      for (int i = 0; i < inputs.inputs().size(); i++) {
        for (int s = 0; s < inputs.inputs().get(i).sources().size(); s++) {
          BitSet measured = measured(inputs.inputs().get(i), s, genes.alignments().get(i));
          for (int gene = 0; gene < size; gene++) {
            out.add(measured.get(gene) ? 1L : 0L);
          }
        }
      }
      out.finish(inputs.sources(), size);
    }
  }

  private static BitSet measured(OpenInput input, int source, GeneAlignment alignment) {
    return input.measuredColumns(source).stream()
        .map(column -> alignment.ids()[column])
        .filter(id -> id != GeneAlignment.NOT_IN_VOCABULARY)
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  /** Describes the sources. */
  List<SourceInfo> sources(List<Input> files, List<SourceTally> tallies) {
    List<SourceInfo> sources = new ArrayList<>();
    for (int i = 0; i < inputs.inputs().size(); i++) {
      OpenInput input = inputs.inputs().get(i);
      GeneAlignment alignment = genes.alignments().get(i);
      for (int s = 0; s < input.sources().size(); s++) {
        sources.add(
            new SourceInfo(
                input.sources().get(s),
                files.get(i).path(),
                files.get(i).sha256(),
                input.matrix(),
                alignment.report().column(),
                measured(input, s, alignment).cardinality(),
                alignment.report().unknown().count(),
                tallies.get(sources.size()).report()));
      }
    }
    return sources;
  }
}
