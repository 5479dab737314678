package org.polysome.suite.reconstruction;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polysome.fault.UsageException;
import org.polysome.metric.Flavor;
import org.polysome.metric.Measurement;
import org.polysome.metric.reconstruction.HiddenValueErrors;
import org.polysome.metric.reconstruction.ValueRange;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Contender;
import org.polysome.suite.Findings;
import org.polysome.suite.Group;
import org.polysome.suite.JudgedInput;
import org.polysome.suite.JudgedModel;
import org.polysome.suite.ResultRow;
import org.polysome.suite.RunModel;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteTools;
import org.polysome.train.embed.PredictedValues;
import org.polysome.train.embed.ValuePrediction;

/**
 * Hides values above zero from runs and judges what they predict in their place (papers 000 and
 * 001): the squared error in all and by the size of the value, and Pearson's correlation. Each run
 * is asked in the values of its own tokenizer, beside simple means of the values that it was shown.
 */
public final class ReconstructionSuite implements Suite {

  @Override
  public String name() {
    return "reconstruction";
  }

  @Override
  public String description(BenchmarkSettings settings) {
    return "How well values of expression that are hidden from a run are predicted.";
  }

  @Override
  public Map<String, String> protocol(BenchmarkSettings settings) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Hidden",
        String.format(
            Locale.ROOT,
            "by the masks and the ratio of the run's training, where an objective predicts what they"
                + " hide; else %.0f %% of the genes seen in a cell are taken out of it",
            100 * ValuePrediction.WITHHELD));
    facts.put("Judged", "hidden values above zero, log1p, as the run normalises them");
    facts.put("Ranges", "low (0, ln 2], middle (ln 2, ln 11], high above; Pearson over all values");
    facts.put(
        "Baselines",
        "mean of the gene and mean of the cell over values above zero that were shown; zero; random"
            + " weights");
    return facts;
  }

  @Override
  public boolean judgesCells() {
    return false;
  }

  @Override
  public void judge(JudgedInput input, SuiteTools tools, Findings findings) {
    if (input.models().isEmpty()) {
      throw new UsageException("reconstruction judges runs: name one with --run");
    }
    Set<Path> runs = new HashSet<>();
    for (JudgedModel model : input.models()) {
      if (model instanceof RunModel run && isAsked(run, input)) {
        PredictedValues values = judge(run, input, findings);
        if (input.settings().baselines() != Baselines.NONE && runs.add(run.run().folder())) {
          judgeBaselines(
              run, values, new Scored(input, run.runName(), values.measured(), findings));
        }
      }
    }
  }

  /** Whether values can be asked of a model; if not, it is noted why. */
  private static boolean isAsked(RunModel model, JudgedInput input) {
    Optional<String> obstacle = model.values().obstacle();
    obstacle.ifPresent(why -> input.note("%s %s; left out".formatted(model.name(), why)));
    return obstacle.isEmpty();
  }

  private static PredictedValues judge(RunModel model, JudgedInput input, Findings findings) {
    PredictedValues values = model.predict(input.file(), input.cells().rows());
    input.note(
        String.format(
            Locale.ROOT,
            "%s: %,d hidden values; %s",
            model.name(),
            values.size(),
            model.values().hiding()));
    new Scored(input, model.name(), values.measured(), findings).add("", values.predicted());
    return values;
  }

  /** What stands beside all checkpoints of a run. */
  private static void judgeBaselines(RunModel model, PredictedValues values, Scored rows) {
    JudgedInput input = rows.input();
    rows.add(
        Contender.RANDOM_WEIGHTS,
        model.predictUntrained(input.file(), input.cells().rows()).predicted());
    rows.add("/gene_mean", values.geneMeans());
    rows.add("/cell_mean", values.cellMeans());
    rows.add("/zero", new double[values.size()]);
  }

  /** Where the numbers about the values of one run go. */
  private record Scored(JudgedInput input, String run, double[] measured, Findings findings) {

    /** Scores predictions of what is named so after the run. */
    void add(String name, double[] predicted) {
      if (!Arrays.stream(predicted).allMatch(Double::isFinite)) {
        input.note("%s%s predicts values that are not finite; left out".formatted(run, name));
        return;
      }
      HiddenValueErrors errors = new HiddenValueErrors(predicted, measured);
      add(name, "mse", errors.meanSquared());
      for (ValueRange range : ValueRange.values()) {
        add(name, "mse_" + range.text(), errors.meanSquared(range));
      }
      add(name, "pearson", errors.pearson());
    }

    private void add(String name, String metric, Measurement value) {
      findings.add(
          ResultRow.of(
              new ResultRow.About(input.name(), run + name, Group.RECONSTRUCTION),
              new ResultRow.Named(metric, Flavor.POLYSOME.text()),
              value));
    }
  }
}
