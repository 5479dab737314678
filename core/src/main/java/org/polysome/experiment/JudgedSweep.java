package org.polysome.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.polysome.files.IoFaults;
import org.polysome.metric.statistics.ProportionComparison.Share;
import org.polysome.model.ModelInputs;
import org.polysome.model.ModelSpec;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.grid.GridCell;
import org.polysome.suite.grid.GridResults;
import org.polysome.suite.grid.JudgedRun;
import org.polysome.suite.grid.Reading;
import org.polysome.suite.grid.Score;
import org.polysome.suite.grid.TableSpec.Fact;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.train.Run;
import org.polysome.train.log.LossCurve;
import org.polysome.train.log.Metrics;

/**
 * What training and suites say of the runs of a sweep, together.
 *
 * @param sweep the folder of the sweep
 * @param experiment what was asked for
 * @param found what suites found
 */
record JudgedSweep(Path sweep, Experiment experiment, List<SweepJudging.Found> found) {

  private static final String CONSISTENCY = "consistency.csv";

  /** All results. */
  GridResults results() {
    List<String> readings =
        experiment.judging().orElseThrow().ways().stream().map(Reading::name).toList();
    List<JudgedRun> runs =
        experiment.variants().stream().map(variant -> run(variant, readings)).toList();
    return new GridResults(runs, baselines(readings), readings);
  }

  private JudgedRun run(Variant variant, List<String> readings) {
    Run run = Run.open(sweep.resolve(variant.name()));
    boolean flagged = Files.exists(run.folder().resolve(SweepTraining.FLAG));
    LossCurve curve = LossCurve.read(run.folder());
    SweepRow row = SweepRow.of(run, curve, flagged);
    List<ResultRow> losses = losses(variant.name(), curve);
    Map<String, List<ResultRow>> read = new LinkedHashMap<>();
    Map<String, Share> consistency = new HashMap<>();
    for (String reading : readings) {
      List<SweepJudging.Found> ofRun =
          found.stream()
              .filter(one -> !one.isOfBaselines() && one.subject().equals(variant.name()))
              .filter(one -> one.reading().equals(reading))
              .toList();
      Stream<ResultRow> judged =
          ofRun.stream().flatMap(one -> one.outcome().results().results().stream());
      read.put(reading, Stream.concat(losses.stream(), judged).toList());
      ofRun.forEach(one -> share(one.folder()).ifPresent(it -> consistency.put(reading, it)));
    }
    boolean diverged = row.status().equals(SweepRow.DIVERGED);
    return new JudgedRun(variant.cell(), variant.name(), diverged, facts(run), read, consistency);
  }

  private List<JudgedRun> baselines(List<String> readings) {
    Map<String, List<ResultRow>> byName = new LinkedHashMap<>();
    found.stream()
        .filter(SweepJudging.Found::isOfBaselines)
        .flatMap(one -> one.outcome().results().results().stream())
        .forEach(
            row -> byName.computeIfAbsent(row.embedding(), name -> new ArrayList<>()).add(row));
    List<JudgedRun> baselines = new ArrayList<>();
    byName.forEach(
        (name, rows) -> {
          Map<String, List<ResultRow>> read = new HashMap<>();
          readings.forEach(reading -> read.put(reading, rows));
          GridCell cell = new GridCell(name, 0);
          baselines.add(new JudgedRun(cell, name, false, Map.of(), read, Map.of()));
        });
    return baselines;
  }

  private static List<ResultRow> losses(String name, LossCurve curve) {
    OptionalDouble lowest =
        curve.training().stream().mapToDouble(Metrics::loss).filter(Double::isFinite).min();
    List<ResultRow> rows = new ArrayList<>();
    lowest.ifPresent(loss -> rows.add(loss(name, Score.TRAINING_LOSS, loss)));
    curve
        .best()
        .filter(line -> Double.isFinite(line.loss()))
        .ifPresent(line -> rows.add(loss(name, Score.VALIDATION_LOSS, line.loss())));
    return rows;
  }

  private static ResultRow loss(String run, Metric metric, double value) {
    return new ResultRow(
        JudgedRun.TRAINING,
        run,
        metric.name(),
        metric.flavor().text(),
        JudgedRun.TRAINING,
        OptionalDouble.of(value),
        OptionalDouble.empty(),
        Optional.empty(),
        ResultRow.OK);
  }

  private static Map<Fact, Long> facts(Run run) {
    Map<Fact, Long> facts = new EnumMap<>(Fact.class);
    ModelSpec model = run.plan().model();
    ModelInputs inputs = run.modelInputs();
    int tokens =
        Math.min(
            run.plan().tokenizer().length(), inputs.genes() + run.plan().tokenizer().special());
    facts.put(Fact.MULTIPLY_ADDS, model.cost(inputs, tokens).multiplyAdds());
    run.trainingCells().ifPresent(cells -> facts.put(Fact.TRAINING_CELLS, (long) cells));
    try (Parameters shapes = new Parameters(Device.META, 0)) {
      model.build(inputs, shapes);
      Parameters own = shapes.in("model");
      long blocks = own.in("backbone").count();
      long encoder = blocks + own.in("value-encoder").count();
      facts.put(Fact.PARAMETERS, blocks > 0 ? encoder : shapes.count());
    }
    return facts;
  }

  /** The perturbations that pass among those that have a p-value, where a screen was judged. */
  static Optional<Share> share(Path folder) {
    Path file = folder.resolve(CONSISTENCY);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      List<String[]> ends =
          lines.lines().skip(1).map(line -> line.split(",")).filter(JudgedSweep::tested).toList();
      long passing =
          ends.stream().filter(fields -> fields[fields.length - 2].equals("true")).count();
      return Optional.of(new Share(passing, ends.size()));
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  /** Whether a line has a p-value: it is the last field but two, and names may hold commas. */
  private static boolean tested(String[] fields) {
    return fields.length > 3 && !fields[fields.length - 3].isEmpty();
  }
}
