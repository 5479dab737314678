package org.polysome.suite.reconstruction;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import org.polysome.suite.Metric;
import org.polysome.suite.ResultRow;
import org.polysome.suite.RunModel;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteKind;
import org.polysome.suite.SuiteTools;
import org.polysome.train.embed.PredictedValues;
import org.polysome.train.embed.ValuePrediction;

/**
 * Hides values above zero from runs and judges what they predict in their place (the long-tail
 * benchmark and the study of encodings): the squared error in all and by the size of the value, and
 * Pearson's correlation. Each run is asked in the values of its own tokenizer, beside simple means
 * of the values that it was shown.
 */
public final class ReconstructionSuite implements Suite {

  private static final Metric ERROR =
      Metric.lower("mse", "MSE", Flavor.POLYSOME).as(Metric.Kind.AMOUNT);
  private static final Map<ValueRange, Metric> ERRORS =
      new EnumMap<>(
          Map.of(
              ValueRange.LOW, within("mse_low", "MSE, (0, ln 2]"),
              ValueRange.MIDDLE, within("mse_middle", "MSE, (ln 2, ln 11]"),
              ValueRange.HIGH, within("mse_high", "MSE, above ln 11")));
  private static final Metric PEARSON = Metric.higher("pearson", "Pearson", Flavor.POLYSOME);

  private static final Group GROUP = Group.of("reconstruction", "expression given back");

  private static final SuiteKind.Help HELP =
      new SuiteKind.Help(
          List.of(
              "Judge how well runs predict values of expression that are hidden from them.",
              "The squared error in all and by the size of the value, and Pearson's correlation,"
                  + " beside random weights, the mean of the gene, the mean of the cell, and zero."
                  + " Values are hidden as in the run's training, or genes are taken out of the"
                  + " cell."),
          "cells.h5ad --run runs/wced");

  /** What users know of it. */
  public static final SuiteKind KIND =
      new SuiteKind(
              "reconstruction",
              Stream.of(Stream.of(ERROR), ERRORS.values().stream(), Stream.of(PEARSON))
                  .flatMap(metrics -> metrics)
                  .toList(),
              List.of(GROUP))
          .as(
              new SuiteKind.Plain(
                  ReconstructionSuite::new, Optional.empty(), Optional.empty(), HELP));

  private static Metric within(String name, String title) {
    return Metric.lower(name, title, Flavor.POLYSOME).as(Metric.Kind.AMOUNT);
  }

  @Override
  public SuiteKind kind() {
    return KIND;
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
      throw new UsageException("‹run›: reconstruction judges runs, and none is named");
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
      add(name, ERROR, errors.meanSquared());
      ERRORS.forEach((range, metric) -> add(name, metric, errors.meanSquared(range)));
      add(name, PEARSON, errors.pearson());
    }

    private void add(String name, Metric metric, Measurement value) {
      findings.add(
          ResultRow.of(new ResultRow.About(input.name(), run + name, GROUP), metric, value));
    }
  }
}
