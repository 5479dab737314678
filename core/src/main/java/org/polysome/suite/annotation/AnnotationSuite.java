package org.polysome.suite.annotation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.metric.Calibration;
import org.polysome.metric.probe.ProbeProtocol;
import org.polysome.progress.Task;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.CellChoice;
import org.polysome.suite.Contender;
import org.polysome.suite.Findings;
import org.polysome.suite.Group;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.Metric;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteKind;
import org.polysome.suite.SuiteTools;

/**
 * Judges how much of a cell annotation frozen embeddings hold: probes learn the labels of some
 * cells and are tested on others, over several seeds, with baselines beside. Embeddings may come
 * from any tool.
 *
 * @param options how annotation is judged
 */
public record AnnotationSuite(AnnotationOptions options) implements Suite {

  /** The same share of each class is tested. */
  public static final Group STRATIFIED = Group.apart("stratified", "cells split within classes");

  /** Any cells are tested, as published code does. */
  public static final Group RANDOM = Group.apart("random", "cells split at random");

  /** Whole batches are tested: none is on both sides. */
  public static final Group BY_BATCH = Group.apart("by-batch", "cells split by batch");

  /** A column of the data says which cells are tested. */
  public static final Group GIVEN_SPLIT = Group.apart("given-split", "cells split as the data say");

  /** Its metrics by the definitions of the usual protocol. */
  public static final SuiteKind KIND =
      new SuiteKind(
          "annotation",
          ProbeMetrics.of(ProbeProtocol.CONVERGED.probes()),
          List.of(STRATIFIED, RANDOM, BY_BATCH, GIVEN_SPLIT));

  /** By the protocol that holds where nothing else is said. */
  public AnnotationSuite() {
    this(AnnotationOptions.defaults());
  }

  @Override
  public SuiteKind kind() {
    return KIND;
  }

  @Override
  public List<Metric> metrics(BenchmarkSettings settings) {
    return ProbeMetrics.of(options.chosen());
  }

  /** Cells are divided, and probes meet them, by their content. */
  @Override
  public boolean isFreeOfOrder() {
    return true;
  }

  @Override
  public String description(BenchmarkSettings settings) {
    return "Probes predict ‘%s’ from frozen embeddings, beside baselines."
        .formatted(settings.neededLabel(name()));
  }

  @Override
  public Map<String, String> protocol(BenchmarkSettings settings) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Protocol", options.protocol().text());
    options.rules().ifPresent(rules -> facts.put("Data set", rules.name()));
    facts.put("Splits", splits(settings));
    facts.put("Selection", options.protocol().selection());
    if (options.probes().isEmpty()) {
      facts.put(
          "Left out",
          "an MLP on more than %d million numbers, unless the probes asked for name it"
              .formatted(AnnotationOptions.MOST_NUMBERS_FOR_MLP / 1_000_000));
    }
    facts.put("Intervals", "95 %; " + Scores.INTERVAL);
    facts.put(
        "Calibration error",
        "the expected one in %d bins of confidence; Brier score over all classes, from 0 to 2"
            .formatted(Calibration.BINS));
    facts.put("Classes", "those with fewer than %d cells are left out".formatted(leastCells()));
    return facts;
  }

  private String splits(BenchmarkSettings settings) {
    String within =
        options
            .splitColumn()
            .map("as ‘%s’ says"::formatted)
            .orElseGet(
                () ->
                    "%d seeds; %s, %d %% %s for the test, cells chosen by their content"
                        .formatted(
                            settings.seeds(),
                            atRandom() ? "at random" : "within classes",
                            Math.round(100 * options.testShare()),
                            atRandom() ? "of all" : "of each"));
    return settings
        .batch()
        .map(
            batch ->
                "%s; and by ‘%s’, %d %% of the batches for the test"
                    .formatted(within, batch, Math.round(100 * options.testShareOfBatches())))
        .orElse(within);
  }

  private boolean atRandom() {
    return options.splitsAtRandom();
  }

  @Override
  public int leastCells() {
    return options.leastCells();
  }

  @Override
  public CellChoice choice() {
    return options.rules().map(DataRules::choice).orElse(CellChoice.ALL);
  }

  @Override
  public void judge(JudgedInput input, SuiteTools tools, Findings findings) {
    List<Contender> contenders = input.contenders();
    List<SplitPlan> plans = plans(input);
    var benchmark = new ProbeBenchmark(input, plans, options.chosen(), options::isLeftOut);
    var figures = new CertaintyFigures();
    long total = (long) contenders.size() * benchmark.splits();
    try (Task task = tools.progress().start("judging", "splits", total)) {
      for (Contender contender : contenders) {
        task.note(contender.name());
        benchmark.judge(contender, task, findings, figures);
      }
    }
    figures.addTo(findings, input.name());
    for (SplitPlan plan : plans) {
      if (plan.unlearnable() > 0) {
        input.note(
            "%s: %d tests of cells left out, because no training cell has their class"
                .formatted(plan.group().text(), plan.unlearnable()));
      }
    }
  }

  private List<SplitPlan> plans(JudgedInput input) {
    Optional<GivenSplit> given =
        options.splitColumn().map(column -> GivenSplit.of(input.file(), column, input.cells()));
    var wanted = new SplitPlan.Wanted(input.settings(), options, given);
    List<SplitPlan> plans = SplitPlan.of(input.cells(), wanted);
    return options.protocol().selectsOnTest()
        ? plans.stream().map(SplitPlan::judgedByTheTested).toList()
        : plans;
  }
}
