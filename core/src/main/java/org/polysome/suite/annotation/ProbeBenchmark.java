package org.polysome.suite.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Calibration;
import org.polysome.metric.Confidences;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.probe.Prediction;
import org.polysome.metric.probe.Probe;
import org.polysome.metric.probe.ProbeTask;
import org.polysome.progress.Task;
import org.polysome.random.Seeds;
import org.polysome.suite.Confusion;
import org.polysome.suite.Contender;
import org.polysome.suite.Findings;
import org.polysome.suite.JudgedCells;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;

/**
 * All probes on all splits of all contenders of one input.
 *
 * @param input whose cells are judged
 * @param plans how they are split
 * @param probes what judges
 * @param leftOut whether a probe is too slow for a task that nobody asked it for
 */
record ProbeBenchmark(
    JudgedInput input,
    List<SplitPlan> plans,
    List<Probe> probes,
    BiPredicate<Probe, ProbeTask> leftOut) {

  /** The status of a probe that was too slow. */
  private static final String LEFT_OUT = "left-out";

  private static final long LEARNING = Seeds.of("probe");

  private JudgedCells cells() {
    return input.cells();
  }

  /** How many splits are gone through for each contender. */
  int splits() {
    return plans.stream().mapToInt(plan -> plan.divisions().size()).sum();
  }

  /** All probes on all splits of one contender; the first plan is drawn. */
  void judge(Contender contender, Task task, Findings findings, CertaintyFigures figures) {
    for (SplitPlan plan : plans) {
      Map<Probe, Judgement> judgements = judgements(contender, plan, task);
      for (Probe probe : probes) {
        Judgement judgement = judgements.getOrDefault(probe, Judgement.start());
        record(contender, plan, probe, judgement, findings);
        if (plan.group().equals(plans.getFirst().group()) && !judgement.answers.isEmpty()) {
          Confidences all = Confidences.together(judgement.confidences);
          figures.add(probe.name(), contender.name(), all);
        }
      }
    }
  }

  /** What a probe answered in each split of a plan, and how sure it was. */
  private record Judgement(List<Scores.Answers> answers, List<Confidences> confidences) {
    static Judgement start() {
      return new Judgement(new ArrayList<>(), new ArrayList<>());
    }
  }

  private Map<Probe, Judgement> judgements(Contender contender, SplitPlan plan, Task task) {
    Map<Probe, Judgement> judgements = new HashMap<>();
    for (int i = 0; i < plan.divisions().size(); i++) {
      SplitPlan.Division division = plan.divisions().get(i);
      int[] test = division.split().test();
      int[] truth = Arrays.stream(test).map(cell -> cells().labels().codes()[cell]).toArray();
      ProbeTask given = task(contender, division, Seeds.of(input.settings().seed(), LEARNING, i));
      for (Probe probe : probes) {
        if (leftOut.test(probe, given)) {
          continue;
        }
        Prediction found = probe.predict(given);
        Judgement judgement = judgements.computeIfAbsent(probe, unused -> Judgement.start());
        judgement.answers.add(new Scores.Answers(test, found.labels()));
        judgement.confidences.add(Confidences.of(found.probabilities(), found.labels(), truth));
      }
      task.advance(1);
    }
    return judgements;
  }

  private ProbeTask task(Contender contender, SplitPlan.Division division, long learning) {
    int[] train = division.split().train();
    DenseMatrix points = contender.embed(train);
    int[] labels = contender.labelsOf(cells().labels().codes(), train);
    int classes = cells().labels().names().size();
    var known = new LabelledPoints(points.select(train), labels, classes).select(byContent(train));
    Optional<LabelledPoints> validation =
        Optional.of(division.validation())
            .filter(places -> places.length > 0)
            .map(places -> chosen(points, places));
    return new ProbeTask(known, validation, points.select(division.split().test()), learning);
  }

  private LabelledPoints chosen(DenseMatrix points, int[] places) {
    var all = new LabelledPoints(points, cells().labels().codes(), cells().labels().names().size());
    return all.select(places);
  }

  /** Places in an array of cells such that what is drawn does not follow the order of the file. */
  private int[] byContent(int[] some) {
    return IntStream.range(0, some.length)
        .boxed()
        .sorted(Comparator.comparingLong(place -> cells().keys()[some[place]]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void record(
      Contender contender, SplitPlan plan, Probe probe, Judgement judgement, Findings findings) {
    if (judgement.answers.isEmpty()) {
      ProbeMetrics.of(probe)
          .all()
          .forEach(metric -> findings.add(missing(contender, plan, metric)));
      return;
    }
    var labels = cells().labels();
    var scores = new Scores(labels.codes(), labels.names().size(), judgement.answers);
    ProbeMetrics metrics = ProbeMetrics.of(probe);
    Scores.Score calibration =
        Scores.over(judgement.confidences, part -> Calibration.of(part).expectedError());
    Scores.Score brier = Scores.over(judgement.confidences, Confidences::brier);
    findings.add(row(contender, plan, metrics.accuracy(), scores.accuracy()));
    findings.add(row(contender, plan, metrics.macroF1(), scores.macroF1()));
    findings.add(row(contender, plan, metrics.calibrationError(), calibration));
    findings.add(row(contender, plan, metrics.brier(), brier));
    findings.add(
        new Confusion(
            input.name(),
            contender.name(),
            probe.name(),
            plan.group().text(),
            labels.names(),
            Confusion.sparse(scores.together())));
  }

  private ResultRow row(Contender contender, SplitPlan plan, Metric metric, Scores.Score score) {
    return new ResultRow(
        input.name(),
        contender.name(),
        metric.name(),
        metric.flavor().text(),
        plan.group().text(),
        OptionalDouble.of(score.value()),
        score.sd(),
        score.interval(),
        ResultRow.OK);
  }

  private ResultRow missing(Contender contender, SplitPlan plan, Metric metric) {
    return new ResultRow(
        input.name(),
        contender.name(),
        metric.name(),
        metric.flavor().text(),
        plan.group().text(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        plan.divisions().isEmpty() ? plan.status() : LEFT_OUT);
  }
}
