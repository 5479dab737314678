package org.polysome.suite.annotation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polysome.metric.probe.KnnProbe;
import org.polysome.metric.probe.LinearProbe;
import org.polysome.metric.probe.Probe;
import org.polysome.progress.Task;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Contender;
import org.polysome.suite.Findings;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteTools;

/**
 * Judges how much of a cell annotation frozen embeddings hold: kNN and a linear probe learn the
 * labels of some cells and are tested on others, over several seeds, with baselines beside.
 * Embeddings may come from any tool.
 */
public final class AnnotationSuite implements Suite {

  /** The fewest cells a class can be split with: four to learn from and one to be tested. */
  private static final int LEAST = 5;

  private static final int NEIGHBORS = 10;

  @Override
  public String name() {
    return "annotation";
  }

  @Override
  public String description(BenchmarkSettings settings) {
    return "Probes predict ‘%s’ from frozen embeddings, beside baselines."
        .formatted(settings.neededLabel(name()));
  }

  @Override
  public Map<String, String> protocol(BenchmarkSettings settings) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Splits",
        "%d seeds; within classes, %d %% of each for the test, cells chosen by their content"
                .formatted(settings.seeds(), Math.round(100 * SplitPlan.TEST_SHARE))
            + settings
                .batch()
                .map(
                    batch ->
                        "; and by ‘%s’, %d %% of the batches for the test"
                            .formatted(batch, Math.round(100 * SplitPlan.TEST_SHARE_OF_BATCHES)))
                .orElse(""));
    facts.put("Intervals", "95 %; " + Scores.INTERVAL);
    facts.put("Classes", "those with fewer than %d cells are left out".formatted(LEAST));
    return facts;
  }

  @Override
  public int leastCells() {
    return LEAST;
  }

  @Override
  public void judge(JudgedInput input, SuiteTools tools, Findings findings) {
    List<Contender> contenders = input.contenders();
    List<SplitPlan> plans = SplitPlan.of(input.cells(), input.settings());
    List<Probe> probes =
        List.of(new KnnProbe(NEIGHBORS, tools.product()), new LinearProbe(tools.product()));
    var benchmark = new ProbeBenchmark(input.name(), input.cells(), plans, probes);
    long total = (long) contenders.size() * benchmark.splits();
    try (Task task = tools.progress().start("judging", "splits", total)) {
      for (Contender contender : contenders) {
        task.note(contender.name());
        benchmark.judge(contender, task, findings);
      }
    }
    for (SplitPlan plan : plans) {
      if (plan.unlearnable() > 0) {
        input.note(
            "%s: %d tests of cells left out, because no training batch has their class"
                .formatted(plan.name(), plan.unlearnable()));
      }
    }
  }
}
