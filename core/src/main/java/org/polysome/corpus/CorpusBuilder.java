package org.polysome.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.fault.DataException;
import org.polysome.files.AtomicOutput;
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
 * bounded by a block of cells, the tables of cells and one bucket of the sort. A build that was
 * killed leaves its half-sorted cells in a hidden folder beside the output, and is gone on with by
 * the next build of the same cells.
 */
public final class CorpusBuilder {

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
    if (request.genes().limited()) {
      genes = genes.reducedTo(seenOften(intake, genes), inputs);
    }
    if (!request.cells().equalBy().isEmpty()) {
      intake.draw(new EqualSelection(request, inputs, intake).rows(genes, progress));
    }
    List<Input> files =
        inputs.inputs().stream().map(input -> Input.of(input.file().path())).toList();
    Manifest manifest = started;
    for (Input file : files) {
      manifest = manifest.withInput(file);
    }
    if (request.cells().selection().isPresent()) {
      manifest = manifest.withInput(Input.of(request.cells().selection().get()));
    }
    if (request.cells().phenoprint().isPresent()) {
      manifest = manifest.withInput(Input.of(request.cells().phenoprint().get().table()));
    }
    try (Staging staging = Staging.open(request.output())) {
      String key = Staging.key(keyParts(inputs, genes, files));
      Optional<SpillState> from = staging.state(key);
      from.ifPresent(this::sayGoingOn);
      try (Spill spill = spill(staging, from, inputs)) {
        SpillNotes notes = new SpillNotes(staging, spill, key);
        List<SourceTally> tallies = intake.spill(genes, spill, from, notes);
        refuseIfEmpty(tallies);
        notes.finished(inputs.inputs().size(), tallies);
        intake.phenoprint().ifPresent(selection -> selection.write(folder));
        CorpusInfo info = write(new CorpusTables(folder, inputs, genes), spill, tallies, files);
        writeManifest(folder, manifest.end());
        return info;
      }
    }
  }

  private static Spill spill(Staging staging, Optional<SpillState> from, InputSet inputs) {
    return from.map(state -> Spill.resume(staging.spill(), state))
        .orElseGet(() -> Spill.create(staging.spill(), inputs.entries()));
  }

  /** All that decides which cells are in the spill, and how they are sorted. */
  private List<String> keyParts(InputSet inputs, GeneChoice genes, List<Input> files) {
    List<String> parts = new ArrayList<>();
    parts.add("spill 1");
    parts.add(genes.vocabulary().sha256());
    parts.add(request.settings().toString());
    parts.add(request.counts().toString());
    parts.add(Long.toString(request.seed()));
    for (int i = 0; i < files.size(); i++) {
      parts.add(files.get(i).sha256());
      parts.add(inputs.inputs().get(i).matrix());
      parts.add(genes.alignments().get(i).report().column());
    }
    return parts;
  }

  private void sayGoingOn(SpillState state) {
    progress.say(
        "Going on from a build that was cut short, which kept %d cells so far"
            .formatted(state.totals().cells()));
  }

  private CorpusInfo write(
      CorpusTables tables, Spill spill, List<SourceTally> tallies, List<Input> files) {
    Path folder = tables.folder();
    Vocabulary vocabulary = tables.genes().vocabulary();
    CellArraysWriter.Written cells =
        new CellArraysWriter(folder, spill, vocabulary.size()).write(progress);
    List<ColumnInfo> obs = tables.writeObs(cells, progress);
    List<ColumnInfo> var = tables.writeVar(cells);
    tables.writeMeasured();
    vocabulary.write(folder.resolve(CorpusFormat.VOCABULARY), false);
    Sources sources = new Sources(tables.sources(files, tallies), tallies);
    CorpusInfo info = describe(vocabulary, spill.totals(), sources, obs, var, folder);
    CorpusInfoFile.write(folder, info);
    return info;
  }

  private record Sources(List<SourceInfo> infos, List<SourceTally> tallies) {}

  private List<String> seenOften(CellIntake intake, GeneChoice genes) {
    List<String> names = intake.genesSeenOften(genes);
    CorpusRequest.Genes limits = request.genes();
    boolean varying = limits.minDispersion() > 0;
    progress.say(
        "%d of %d genes are seen in at least %d cells%s"
            .formatted(
                names.size(),
                genes.vocabulary().size(),
                limits.minCells(),
                varying ? ", with a dispersion of at least " + limits.minDispersion() : ""));
    if (names.isEmpty()) {
      throw new DataException(
          "no gene is seen in %d of the cells that pass the filter%s; lower ‹min-cells›%s"
              .formatted(
                  limits.minCells(),
                  varying ? " with a dispersion of " + limits.minDispersion() : "",
                  varying ? " or ‹min-dispersion›" : ""));
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
      SpillState.Totals totals,
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
        totals.cells(),
        totals.entries(),
        sources.tallies().stream().mapToDouble(SourceTally::keptCounts).sum(),
        totals.largest(),
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

  private static void writeManifest(Path folder, Manifest manifest) {
    Path file = folder.resolve(CorpusFormat.MANIFEST);
    try {
      Files.writeString(file, manifest.toJson());
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }
}
