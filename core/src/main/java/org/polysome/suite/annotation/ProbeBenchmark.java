package org.polysome.suite.annotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Split;
import org.polysome.metric.probe.Probe;
import org.polysome.metric.probe.ProbeTask;
import org.polysome.progress.Task;
import org.polysome.suite.Confusion;
import org.polysome.suite.Contender;
import org.polysome.suite.Findings;
import org.polysome.suite.JudgedCells;
import org.polysome.suite.ResultRow;

/**
 * All probes on all splits of all contenders of one input.
 *
 * @param input what the rows call the file
 * @param cells the judged cells
 * @param plans how they are split
 * @param probes what judges
 */
record ProbeBenchmark(String input, JudgedCells cells, List<SplitPlan> plans, List<Probe> probes) {

  /** How many splits are gone through for each contender. */
  int splits() {
    return plans.stream().mapToInt(plan -> plan.splits().size()).sum();
  }

  /** All probes on all splits of one contender. */
  void judge(Contender contender, Task task, Findings findings) {
    for (SplitPlan plan : plans) {
      Map<Probe, List<Scores.Answers>> answers = answers(contender, plan, task);
      for (Probe probe : probes) {
        record(
            contender,
            plan,
            new Judgement(probe, answers.getOrDefault(probe, List.of())),
            findings);
      }
    }
  }

  private record Judgement(Probe probe, List<Scores.Answers> answers) {}

  private Map<Probe, List<Scores.Answers>> answers(Contender contender, SplitPlan plan, Task task) {
    Map<Probe, List<Scores.Answers>> answers = new HashMap<>();
    for (Split split : plan.splits()) {
      DenseMatrix points = contender.embed(split.train());
      var train =
          new LabelledPoints(
              points.select(split.train()),
              contender.labelsOf(cells.labels().codes(), split.train()),
              cells.labels().names().size());
      DenseMatrix test = points.select(split.test());
      for (Probe probe : probes) {
        answers
            .computeIfAbsent(probe, unused -> new ArrayList<>())
            .add(
                new Scores.Answers(
                    split.test(), probe.predict(ProbeTask.of(train, test)).labels()));
      }
      task.advance(1);
    }
    return answers;
  }

  private void record(Contender contender, SplitPlan plan, Judgement judgement, Findings findings) {
    Probe probe = judgement.probe;
    if (judgement.answers.isEmpty()) {
      findings.add(missing(contender, plan, probe, "accuracy"));
      findings.add(missing(contender, plan, probe, "macro_f1"));
      return;
    }
    var labels = cells.labels();
    var scores = new Scores(labels.codes(), labels.names().size(), judgement.answers);
    findings.add(row(contender, plan, named(probe, "accuracy"), scores.accuracy()));
    findings.add(row(contender, plan, named(probe, "macro_f1"), scores.macroF1()));
    findings.add(
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
