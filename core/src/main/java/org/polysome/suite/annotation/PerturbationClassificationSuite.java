package org.polysome.suite.annotation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.metric.probe.ProbeProtocol;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Findings;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteTools;

/**
 * Judges whether an embedding tells which gene was perturbed in a cell (paper 000): neighbours and
 * a linear probe under that paper's protocol, 70 % of each perturbation to learn from.
 */
public final class PerturbationClassificationSuite implements Suite {

  private final AnnotationSuite probes =
      new AnnotationSuite(
          new AnnotationOptions(
              ProbeProtocol.LONG_TAILS, Optional.of(List.of("knn", "linear")), Optional.empty()));

  @Override
  public String name() {
    return "perturbation-classification";
  }

  @Override
  public String description(BenchmarkSettings settings) {
    return "Probes tell from frozen embeddings which ‘%s’ a cell had, beside baselines."
        .formatted(settings.neededLabel(name()));
  }

  @Override
  public Map<String, String> protocol(BenchmarkSettings settings) {
    return probes.protocol(settings);
  }

  @Override
  public int leastCells() {
    return probes.leastCells();
  }

  @Override
  public void judge(JudgedInput input, SuiteTools tools, Findings findings) {
    probes.judge(input, tools, findings);
  }
}
