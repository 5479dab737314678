package org.polysome.suite.annotation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.metric.probe.ProbeProtocol;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Findings;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteKind;
import org.polysome.suite.SuiteTools;

/**
 * Judges whether an embedding tells which gene was perturbed in a cell (the long-tail benchmark):
 * neighbours and a linear probe under that paper's protocol, 70 % of each perturbation to learn
 * from.
 */
public final class PerturbationClassificationSuite implements Suite {

  private static final AnnotationSuite PROBES =
      new AnnotationSuite(
          new AnnotationOptions(
              ProbeProtocol.LONG_TAILS, Optional.of(List.of("knn", "linear")), Optional.empty()));

  private static final SuiteKind.Help HELP =
      new SuiteKind.Help(
          List.of(
              "Judge whether embeddings tell which gene was perturbed in a cell.",
              "kNN (k = 10) and a linear probe by the protocol of the long-tail benchmark: 70 % of each"
                  + " perturbation to learn from, five trials, the control a class like others."),
          "a.h5ad --label gene");

  /** What users know of it. */
  public static final SuiteKind KIND =
      new SuiteKind(
              "perturbation-classification",
              ProbeMetrics.of(PROBES.options().chosen()),
              List.of(AnnotationSuite.STRATIFIED, AnnotationSuite.BY_BATCH))
          .as(
              new SuiteKind.Plain(
                  PerturbationClassificationSuite::new,
                  Optional.of(SuiteKind.Column.named("perturbation", "what was done to each cell")),
                  Optional.of(
                      SuiteKind.Column.optional(
                          "by which cells are split as well, so that no batch is on both sides")),
                  HELP));

  @Override
  public SuiteKind kind() {
    return KIND;
  }

  @Override
  public boolean isFreeOfOrder() {
    return PROBES.isFreeOfOrder();
  }

  @Override
  public String description(BenchmarkSettings settings) {
    return "Probes tell from frozen embeddings which ‘%s’ a cell had, beside baselines."
        .formatted(settings.neededLabel(name()));
  }

  @Override
  public Map<String, String> protocol(BenchmarkSettings settings) {
    return PROBES.protocol(settings);
  }

  @Override
  public int leastCells() {
    return PROBES.leastCells();
  }

  @Override
  public void judge(JudgedInput input, SuiteTools tools, Findings findings) {
    PROBES.judge(input, tools, findings);
  }
}
