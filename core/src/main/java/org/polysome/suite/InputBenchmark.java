package org.polysome.suite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Probe;
import org.polysome.metric.Split;
import org.polysome.progress.Task;

/**
 * All probes on all splits of all contenders of one input.
 *
 * @param input what the rows call the file
 * @param cells the judged cells
 * @param plans how they are split
 * @param probes what judges
 */
record InputBenchmark(String input, JudgedCells cells, List<SplitPlan> plans, List<Probe> probes) {

  /** Rows and confusions of one contender. */
  record Outcome(List<ResultRow> rows, List<Confusion> confusions) {}

  /** How many splits are gone through for each contender. */
  int splits() {
    return plans.stream().mapToInt(plan -> plan.splits().size()).sum();
  }

  Outcome judge(Contender contender, Task task) {
    var outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
    for (SplitPlan plan : plans) {
      Map<Probe, List<Scores.Answers>> answers = answers(contender, plan, task);
      for (Probe probe : probes) {
        record(
            contender, plan, new Judgement(probe, answers.getOrDefault(probe, List.of())), outcome);
      }
    }
    return outcome;
  }

  private record Judgement(Probe probe, List<Scores.Answers> answers) {}

  private Map<Probe, List<Scores.Answers>> answers(Contender contender, SplitPlan plan, Task task) {
    Map<Probe, List<Scores.Answers>> answers = new HashMap<>();
    for (Split split : plan.splits()) {
      DenseMatrix points = contender.embed(split);
      var train =
          new LabelledPoints(
              points.select(split.train()),
              contender.trainingLabels(cells.labels().codes(), split),
              cells.labels().names().size());
      DenseMatrix test = points.select(split.test());
      for (Probe probe : probes) {
        answers
            .computeIfAbsent(probe, unused -> new ArrayList<>())
            .add(new Scores.Answers(split.test(), probe.predict(train, test)));
      }
      task.advance(1);
    }
    return answers;
  }

  private void record(Contender contender, SplitPlan plan, Judgement judgement, Outcome outcome) {
    Probe probe = judgement.probe;
    if (judgement.answers.isEmpty()) {
      outcome.rows.add(missing(contender, plan, probe, "accuracy"));
      outcome.rows.add(missing(contender, plan, probe, "macro_f1"));
      return;
    }
    var labels = cells.labels();
    var scores = new Scores(labels.codes(), labels.names().size(), judgement.answers);
    outcome.rows.add(row(contender, plan, named(probe, "accuracy"), scores.accuracy()));
    outcome.rows.add(row(contender, plan, named(probe, "macro_f1"), scores.macroF1()));
    outcome.confusions.add(
        new Confusion(
            input,
            contender.name(),
            probe.name(),
            plan.name(),
            labels.names(),
            Confusion.sparse(scores.together())));
  }

  private record Metric(String name, String flavor) {}

  private static Metric named(Probe probe, String metric) {
    return new Metric(probe.name() + "_" + metric, probe.flavor());
  }

  private ResultRow row(Contender contender, SplitPlan plan, Metric metric, Scores.Score score) {
    return new ResultRow(
        input,
        contender.name(),
        metric.name,
        metric.flavor,
        plan.name(),
        OptionalDouble.of(score.value()),
        score.spread(),
        score.interval(),
        ResultRow.OK);
  }

  private ResultRow missing(Contender contender, SplitPlan plan, Probe probe, String metric) {
    return new ResultRow(
        input,
        contender.name(),
        named(probe, metric).name,
        probe.flavor(),
        plan.name(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        plan.status());
  }
}
