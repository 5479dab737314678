package org.polysome.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.anndata.RowBlocks;
import org.polysome.anndata.RowMatrix;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.anndata.hdf5.MatrixWriter;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.genes.GeneAlignment;
import org.polysome.genes.GeneJoin;
import org.polysome.genes.GeneMatching;
import org.polysome.genes.Vocabulary;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;

/**
 * Merges files of cells by gene into one h5ad: cells one below the other, genes joined, the columns
 * of all tables of cells, and for each source the genes that it measured.
 */
final class Merger {

  private static final String SOURCE = "source";
  private static final int SAMPLE = 256;

  private final Conversion conversion;
  private final List<AnnDataFile> files;
  private final Progress progress;
  private final List<String> sources;
  private final List<Input> inputs = new ArrayList<>();
  private List<String> geneColumns = List.of();

  /** One file with the matrix that is merged, where its columns go, and what it measured. */
  private record Input(
      AnnDataFile file, String matrix, RowMatrix rows, GeneAlignment genes, String source) {}

  Merger(Conversion conversion, List<AnnDataFile> files, Progress progress) {
    this.conversion = conversion;
    this.files = files;
    this.progress = progress;
    this.sources = SourceNames.of(conversion.inputs());
  }

  void write() {
    List<RowMatrix> matrices = new ArrayList<>();
    List<String> names = new ArrayList<>();
    chooseMatrices(matrices, names);
    Vocabulary joined = joinGenes(names);
    for (int i = 0; i < files.size(); i++) {
      inputs.add(input(i, names.get(i), matrices.get(i), joined));
    }
    MergedSources merged = new MergedSources();
    inputs.forEach(
        input -> merged.add(input.file(), input.matrix(), input.genes(), input.source()));
    Frame obs = obs(merged);
    try (H5adWriter writer =
        H5adWriter.create(conversion.output(), obs, var(joined), conversion.force())) {
      copy(writer.matrix(AnnDataFile.X), obs.rows());
      MeasuredGenes measured = merged.measured(key());
      if (measured.genes().stream().anyMatch(genes -> genes.cardinality() < joined.size())) {
        writer.measured(measured);
        progress.say("genes that a source has not measured are recorded in uns/polysome/measured");
      }
      writer.finish();
    }
  }

  private String key() {
    return conversion.batchKey().orElse(SOURCE);
  }

  /** The raw counts of each file, or the matrix asked for if it is the same kind in all. */
  private void chooseMatrices(List<RowMatrix> matrices, List<String> names) {
    Map<ValueState, String> states = new LinkedHashMap<>();
    for (AnnDataFile file : files) {
      if (conversion.layer().isEmpty()) {
        CountsMatrix counts = Counts.find(file, Optional.empty(), progress);
        matrices.add(counts);
        names.add(counts.name());
        continue;
      }
      String name = conversion.layer().get();
      DetectedState state = DetectedState.of(MatrixProfile.sample(file.matrix(name), SAMPLE));
      states.put(state.state(), file.path() + " is " + state.words());
      matrices.add(file.matrix(name));
      names.add(name);
    }
    if (states.size() > 1) {
      throw new DataException(
          "matrices in different units cannot be merged: " + String.join("; ", states.values()));
    }
  }

  private Vocabulary joinGenes(List<String> names) {
    GeneJoin join =
        GeneJoin.of(
            IntStream.range(0, files.size())
                .mapToObj(i -> files.get(i).var(names.get(i)).texts())
                .toList(),
            conversion.join(),
            conversion.geneColumn());
    geneColumns = join.columns();
    progress.say(
        join.genes().size()
            + " genes after the "
            + (conversion.join() == GeneJoin.Kind.INNER ? "inner" : "outer")
            + " join");
    return Vocabulary.of(join.genes());
  }

  private Input input(int i, String name, RowMatrix matrix, Vocabulary joined) {
    AnnDataFile file = files.get(i);
    GeneMatching byColumn = new GeneMatching(Optional.of(geneColumns.get(i)), 0);
    GeneAlignment genes = GeneAlignment.align(file.var(name).texts(), joined, byColumn);
    int duplicates = genes.report().duplicate().count();
    progress.say(
        file.path()
            + ": "
            + file.obs().rows()
            + " cells, "
            + genes.report().matched()
            + " genes by '"
            + geneColumns.get(i)
            + "'"
            + (duplicates > 0
                ? "; " + duplicates + " named as another, their counts are added"
                : ""));
    return new Input(file, name, matrix, genes, sources.get(i));
  }

  private Frame obs(MergedSources merged) {
    for (AnnDataFile file : files) {
      if (file.obs().columns().containsKey(key()) && merged.isNew(file, key())) {
        throw new UsageException(
            file.path() + ": obs already has a column '" + key() + "'; choose another ‹batch-key›");
      }
    }
    MergedCells cells = MergedCells.of(files.stream().map(f -> f.obs().index()).toList(), sources);
    if (cells.prefixed() > 0) {
      progress.say(
          cells.prefixed()
              + " cells have a name that another input has too; they are prefixed by their source,"
              + " such as '"
              + cells.example()
              + "'");
    }
    if (cells.repeated() > 0) {
      progress.say(cells.repeated() + " cells have the name of another cell of their own input");
    }
    Frame stacked = FrameUnion.stack(files.stream().map(AnnDataFile::obs).toList());
    Map<String, Column> columns = new LinkedHashMap<>(stacked.columns());
    columns.put(key(), merged.column());
    return new Frame("_index", cells.names(), columns);
  }

  /** Names of genes in other columns, from the first input that has the gene. */
  private Frame var(Vocabulary joined) {
    List<Frame> frames = new ArrayList<>();
    int[] row = new int[joined.size()];
    Arrays.fill(row, -1);
    int offset = 0;
    for (Input input : inputs) {
      Frame var = input.file().var(input.matrix());
      Map<String, Column> naming = new LinkedHashMap<>(var.columns());
      naming.values().removeIf(c -> !(c instanceof Column.Text || c instanceof Column.Categorical));
      frames.add(new Frame("_index", var.index(), naming));
      int[] ids = input.genes().ids();
      for (int c = 0; c < ids.length; c++) {
        if (ids[c] >= 0 && row[ids[c]] < 0) {
          row[ids[c]] = offset + c;
        }
      }
      offset += ids.length;
    }
    return new Frame("_index", joined.names(), FrameUnion.stack(frames).take(row).columns());
  }

  private void copy(MatrixWriter target, int cells) {
    try (Task task = progress.start("merging", "cells", cells)) {
      for (Input input : inputs) {
        RowBlocks.forEach(
            input.rows(),
            (firstRow, block) -> {
              FiniteRows.require(block, firstRow, input.file(), input.matrix());
              target.append(input.genes().apply(block));
              task.advance(block.rows());
            });
      }
    }
  }
}
