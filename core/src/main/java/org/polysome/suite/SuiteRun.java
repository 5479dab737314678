package org.polysome.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.fault.UsageException;
import org.polysome.progress.Task;
import org.polysome.provenance.Input;
import org.polysome.provenance.Manifest;
import org.polysome.suite.map.Painter;

/** A suite on its way through its inputs. */
public final class SuiteRun {

  private static final int MOST_PICTURES = 8;

  private static final Set<String> DRAWN_BASELINES =
      Set.of("baseline/pca", "baseline/harmony", "baseline/scvi");

  private final Suite suite;
  private final BenchmarkSettings settings;
  private final SuiteTools tools;

  /** In plain Java, without a word. */
  public SuiteRun(Suite suite, BenchmarkSettings settings) {
    this(suite, settings, SuiteTools.plain());
  }

  /**
   * A suite and how it is to judge.
   *
   * @param suite what is asked
   * @param settings of what, and beside what
   * @param tools what it works with
   */
  public SuiteRun(Suite suite, BenchmarkSettings settings, SuiteTools tools) {
    this.suite = suite;
    this.settings = settings;
    this.tools = tools;
  }

  /**
   * Judges the embeddings of some files, and of some models on them.
   *
   * @param inputs AnnData files
   * @param models models that embed each file on the spot
   * @param manifest what started this; the seed and the inputs are added
   * @throws org.polysome.fault.DataException if a column is missing or empty, or an embedding is
   *     not finite
   * @throws org.polysome.fault.UsageException if an embedding is missing, or the suite needs a
   *     setting that is not given
   */
  public SuiteOutcome judge(
      List<Path> inputs, List<? extends JudgedModel> models, Manifest manifest) {
    var description = suite.description(settings);
    var protocol = suite.protocol(settings);
    var findings = new Findings();
    requireLayersOfCells(models);
    Manifest provenance = manifest.withSeed("splits", settings.seed());
    if (settings.geneVectors().isPresent()) {
      provenance = provenance.withInput(Input.of(settings.geneVectors().get()));
    }
    for (Path table : settings.tables().values()) {
      provenance = provenance.withInput(Input.of(table));
    }
    for (Path path : inputs) {
      try (AnnDataFile opened = AnnDataFiles.open(path)) {
        AnnDataFile file = AnnDataFiles.withEmbeddings(opened, settings.tables());
        var judged = new JudgedInput.Judged(settings, suite, models);
        judge(new JudgedInput(file, judged, tools), findings);
      }
      provenance = provenance.withInput(Input.of(path));
    }
    var record = BenchmarkRecord.of(settings, description, protocol, findings.inputs());
    return findings.outcome(
        new SuiteResults(
            SuiteResults.SCHEMA, suite.name(), record, provenance.end(), findings.rows()));
  }

  private void requireLayersOfCells(List<? extends JudgedModel> models) {
    boolean layers = models.stream().anyMatch(model -> model.point().layer().isPresent());
    if (layers && !suite.judgesCells()) {
      throw new UsageException(
          "‹layers›: %s judges no embeddings of cells, which alone differ by layer"
              .formatted(suite.name()));
    }
  }

  private void judge(JudgedInput input, Findings findings) {
    suite.judge(input, tools, findings);
    findings.draw(new RunCurves(input.models()), input.name());
    if (suite.judgesCells()) {
      paint(input, findings);
    }
    findings.add(input.record());
  }

  private void paint(JudgedInput input, Findings findings) {
    JudgedCells cells = input.cells();
    Highlights highlights = findings.highlights(input.name());
    List<Contender> drawn =
        input.contenders().stream()
            .filter(contender -> isDrawn(contender) && highlights.shows(contender.name()))
            .limit(MOST_PICTURES)
            .toList();
    if (cells.size() < 2) {
      return;
    }
    var scene = new Painter.Scene(input.name(), cells.names(), cells.labels(), cells.batches());
    try (Task task = tools.progress().start("layout", "embeddings", drawn.size())) {
      for (Contender contender : drawn) {
        findings.add(Painter.paint(contender.name(), contender.embed(cells.all()), scene));
        task.advance(1);
      }
    }
  }

  private boolean isDrawn(Contender contender) {
    return contender.isDrawn()
        || (suite.drawsBaselines()
            && (DRAWN_BASELINES.contains(contender.name())
                || contender.name().endsWith(Contender.RANDOM_WEIGHTS)));
  }
}
