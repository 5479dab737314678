package org.polysome.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.AnnDataFiles;
import org.polysome.matrix.MatrixProduct;
import org.polysome.metric.KnnProbe;
import org.polysome.metric.LinearProbe;
import org.polysome.metric.Probe;
import org.polysome.progress.Progress;
import org.polysome.progress.Task;
import org.polysome.provenance.Input;
import org.polysome.provenance.Manifest;
import org.polysome.suite.map.Painter;
import org.polysome.suite.map.Picture;

/**
 * Judges how much of a cell annotation frozen embeddings hold: kNN and a linear probe learn the
 * labels of some cells and are tested on others, over several seeds, with baselines beside.
 * Embeddings may come from any tool.
 */
public final class AnnotationSuite {

  /** Embeddings wider than this are judged on a sample of cells. */
  public static final int WIDE = 2000;

  /** The size of that sample. */
  public static final int SAMPLE = 20_000;

  private static final int NEIGHBORS = 10;
  private static final int MOST_PICTURES = 4;

  private final AnnotationSettings settings;
  private final MatrixProduct product;
  private final Progress progress;

  /** A suite in plain Java that shows no progress. */
  public AnnotationSuite(AnnotationSettings settings) {
    this(settings, MatrixProduct.PLAIN, Progress.silent());
  }

  /**
   * A suite.
   *
   * @param settings how to judge
   * @param product what multiplies
   * @param progress where it says what it meets
   */
  public AnnotationSuite(AnnotationSettings settings, MatrixProduct product, Progress progress) {
    this.settings = settings;
    this.product = product;
    this.progress = progress;
  }

  /**
   * Judges the embeddings of some files, and of some models on them.
   *
   * @param inputs AnnData files
   * @param models models that embed each file on the spot
   * @param manifest what started this; the seed and the inputs are added
   * @throws org.polysome.fault.DataException if a label column is missing or empty, or an embedding
   *     is not finite
   * @throws org.polysome.fault.UsageException if an embedding is missing
   */
  public AnnotationOutcome judge(
      List<Path> inputs, List<? extends JudgedModel> models, Manifest manifest) {
    var found = new Findings();
    Manifest provenance = manifest.withSeed("splits", settings.seed());
    for (Path path : inputs) {
      try (AnnDataFile file = AnnDataFiles.open(path)) {
        judge(new JudgedInput(file, settings, models, progress), found);
      }
      provenance = provenance.withInput(Input.of(path));
    }
    var record = AnnotationRecord.of(settings, found.inputs);
    var results =
        new SuiteResults(SuiteResults.SCHEMA, "annotation", record, provenance.end(), found.rows);
    return new AnnotationOutcome(results, found.confusions, found.pictures);
  }

  /** What has been found so far, in all inputs. */
  private record Findings(
      List<InputRecord> inputs,
      List<ResultRow> rows,
      List<Confusion> confusions,
      List<Picture> pictures) {
    Findings() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private void judge(JudgedInput input, Findings found) {
    List<Contender> contenders = input.contenders();
    List<SplitPlan> plans = SplitPlan.of(input.cells(), settings);
    List<Probe> probes = List.of(new KnnProbe(NEIGHBORS, product), new LinearProbe(product));
    var benchmark = new InputBenchmark(input.name(), input.cells(), plans, probes);
    long total = (long) contenders.size() * benchmark.splits();
    try (Task task = progress.start("judging", "splits", total)) {
      for (Contender contender : contenders) {
        task.note(contender.name());
        InputBenchmark.Outcome outcome = benchmark.judge(contender, task);
        found.rows.addAll(outcome.rows());
        found.confusions.addAll(outcome.confusions());
      }
    }
    for (SplitPlan plan : plans) {
      if (plan.unlearnable() > 0) {
        input.note(
            "%s: %d tests of cells left out, because no training batch has their class"
                .formatted(plan.name(), plan.unlearnable()));
      }
    }
    paint(input, contenders, found.pictures);
    found.inputs.add(input.record());
  }

  private void paint(JudgedInput input, List<Contender> contenders, List<Picture> pictures) {
    JudgedCells cells = input.cells();
    List<Contender.Fixed> drawn =
        contenders.stream().flatMap(contender -> contender.picture().stream()).toList();
    if (cells.size() < 2) {
      return;
    }
    var scene = new Painter.Scene(input.name(), cells.names(), cells.labels(), cells.batches());
    try (Task task =
        progress.start("layout", "embeddings", Math.min(drawn.size(), MOST_PICTURES))) {
      for (Contender.Fixed embedding : drawn.stream().limit(MOST_PICTURES).toList()) {
        pictures.add(new Painter(product).paint(embedding.name(), embedding.points(), scene));
        task.advance(1);
      }
    }
  }
}
