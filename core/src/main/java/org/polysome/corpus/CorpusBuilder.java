package org.polysome.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polysome.fault.DataException;
import org.polysome.files.AtomicOutput;
import org.polysome.files.FileTree;
import org.polysome.files.IoFaults;
import org.polysome.genes.GeneIdKind;
import org.polysome.genes.Vocabulary;
import org.polysome.progress.Progress;
import org.polysome.provenance.Build;
import org.polysome.provenance.Input;
import org.polysome.provenance.Manifest;

/**
 * Builds a corpus: reads every input once (twice if genes are chosen by how often they are seen),
 * sorts the cells on disk and writes the folder, which appears whole or not at all. Memory is
 * bounded by a block of cells, the tables of cells and one bucket of the sort.
 */
public final class CorpusBuilder {

  private static final String SPILL = "spill";

  private final CorpusRequest request;
  private final Progress progress;

  private CorpusBuilder(CorpusRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /** Builds a corpus for a program that uses the library. */
  public static CorpusInfo build(CorpusRequest request, Progress progress) {
    return build(request, Manifest.start(List.of(CorpusBuilder.class.getName())), progress);
  }

  /**
   * Builds a corpus.
   *
   * @param started the manifest of what asks for it
   * @return what its {@code corpus.json} says
   * @throws org.polysome.fault.UsageException if the output exists, or a column is not there
   * @throws DataException if an input is damaged or holds no raw counts, genes do not match, or no
   *     cell is left
   * @throws org.polysome.fault.EnvironmentException if the disk is full
   */
  public static CorpusInfo build(CorpusRequest request, Manifest started, Progress progress) {
    Manifest manifest = started.withThreads(1).withSeed("corpus", request.seed());
    try (AtomicOutput output =
            AtomicOutput.folder(request.output(), request.force(), CorpusFormat.INFO);
        InputSet inputs = InputSet.open(request, progress)) {
      CorpusInfo info = new CorpusBuilder(request, progress).write(output.path(), inputs, manifest);
      output.commit();
      return info;
    }
  }

  private CorpusInfo write(Path folder, InputSet inputs, Manifest started) {
    CellIntake intake = new CellIntake(request, inputs, progress);
    GeneChoice genes = GeneChoice.of(inputs, request.genes(), progress);
    if (request.genes().minCells() > 0) {
      genes = genes.reducedTo(seenOften(intake, genes), inputs);
    }
    List<Input> files =
        inputs.inputs().stream().map(input -> Input.of(input.file().path())).toList();
    Manifest manifest = started;
    for (Input file : files) {
      manifest = manifest.withInput(file);
    }
    try (Spill spill = new Spill(folder.resolve(SPILL), inputs.entries())) {
      List<SourceTally> tallies = intake.spill(genes, spill);
      refuseIfEmpty(tallies);
      CellArraysWriter.Written cells =
          new CellArraysWriter(folder, spill, genes.vocabulary().size()).write(progress);
      deleteSpill(folder);
      CorpusTables tables = new CorpusTables(folder, inputs, genes);
      List<ColumnInfo> obs = tables.writeObs(cells, progress);
      List<ColumnInfo> var = tables.writeVar(cells);
      tables.writeMeasured();
      genes.vocabulary().write(folder.resolve(CorpusFormat.VOCABULARY), false);
      Sources sources = new Sources(tables.sources(files, tallies), tallies);
      CorpusInfo info = describe(genes.vocabulary(), spill, sources, obs, var, folder);
      CorpusInfoFile.write(folder, info);
      writeManifest(folder, manifest.end());
      return info;
    }
  }

  private record Sources(List<SourceInfo> infos, List<SourceTally> tallies) {}

  private List<String> seenOften(CellIntake intake, GeneChoice genes) {
    List<String> names = intake.genesSeenOften(genes);
    progress.say(
        "%d of %d genes are seen in at least %d cells"
            .formatted(names.size(), genes.vocabulary().size(), request.genes().minCells()));
    if (names.isEmpty()) {
      throw new DataException(
          "no gene is seen in %d of the cells that pass the filter; lower --min-cells"
              .formatted(request.genes().minCells()));
    }
    return names;
  }

  private static void refuseIfEmpty(List<SourceTally> tallies) {
    if (tallies.stream().allMatch(tally -> tally.keptCells() == 0)) {
      throw new DataException(
          "no cell is left: %s"
              .formatted(
                  tallies.stream().map(tally -> tally.report().words()).distinct().toList()));
    }
  }

  private CorpusInfo describe(
      Vocabulary vocabulary,
      Spill spill,
      Sources sources,
      List<ColumnInfo> obs,
      List<ColumnInfo> var,
      Path folder) {
    return new CorpusInfo(
        CorpusFormat.FORMAT,
        CorpusFormat.SCHEMA,
        Build.current().version(),
        request.genes().organism().or(() -> organism(vocabulary.kind())),
        vocabulary.kind().words(),
        new CorpusInfo.VocabularyInfo(vocabulary.size(), vocabulary.sha256()),
        spill.cells(),
        spill.entries(),
        sources.tallies().stream().mapToDouble(SourceTally::keptCounts).sum(),
        spill.largest(),
        request.seed(),
        sources.infos(),
        obs,
        var,
        request.settings(),
        CorpusFiles.measure(folder));
  }

  private static Optional<String> organism(GeneIdKind kind) {
    return switch (kind) {
      case ENSEMBL_HUMAN -> Optional.of("human");
      case ENSEMBL_MOUSE -> Optional.of("mouse");
      default -> Optional.empty();
    };
  }

  private static void deleteSpill(Path folder) {
    try {
      FileTree.delete(folder.resolve(SPILL));
    } catch (IOException e) {
      throw IoFaults.writing(folder.resolve(SPILL), e);
    }
  }

  private static void writeManifest(Path folder, Manifest manifest) {
    Path file = folder.resolve(CorpusFormat.MANIFEST);
    try {
      Files.writeString(file, manifest.toJson());
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }
}
