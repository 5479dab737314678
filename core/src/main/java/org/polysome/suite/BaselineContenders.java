package org.polysome.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.encoder.gene.NamedVectors;
import org.polysome.graph.harmony.Harmony;
import org.polysome.matrix.CsrMatrix;
import org.polysome.matrix.DenseMatrix;
import org.polysome.suite.baseline.AveragedVectors;
import org.polysome.suite.baseline.Baseline;
import org.polysome.suite.baseline.Components;
import org.polysome.suite.baseline.FittedComponents;
import org.polysome.suite.baseline.Given;
import org.polysome.suite.baseline.RidgeComponents;
import org.polysome.suite.baseline.TrainedBaseline;
import org.polysome.suite.baseline.VariableExpression;
import org.polysome.suite.baseline.WholeExpression;
import org.polysome.suite.map.Grouping;

/** The baselines of one input; what cannot be made of it is left out, and said. */
final class BaselineContenders {

  /** Of the clusters of Harmony. */
  private static final long SEED = 0;

  private static final List<Integer> SWEEP = List.of(10, 20, 50, 100, 200);
  private static final List<Integer> THOUSANDS = List.of(2, 5);

  private final JudgedInput input;
  private final boolean all;
  private final List<Baseline> made = new ArrayList<>();

  private BaselineContenders(JudgedInput input) {
    this.input = input;
    this.all = input.settings().baselines() == Baselines.ALL;
  }

  /**
   * The baselines that the settings of an input ask for.
   *
   * @param others what is judged beside; the labels of the first are shuffled, or without any those
   *     of the first baseline
   */
  static List<Contender> of(JudgedInput input, List<Contender> others) {
    var baselines = new BaselineContenders(input);
    input.expression().ifPresent(baselines::addOfExpression);
    List<Contender> contenders = new ArrayList<>();
    baselines.made.forEach(baseline -> contenders.add(new Contender.Simple(baseline)));
    Stream.concat(others.stream(), contenders.stream())
        .findFirst()
        .map(Contender.ShuffledLabels::new)
        .ifPresent(contenders::add);
    return contenders;
  }

  private void addOfExpression(Expression expression) {
    CsrMatrix values = expression.values();
    var components = new FittedComponents(values, Expression.COMPONENTS);
    made.add(new Components("pca", components, Expression.COMPONENTS));
    made.add(new VariableExpression(values, 1));
    if (all) {
      addVariable(values);
      addWhole(values);
      made.add(new RidgeComponents(components));
      addSweep(values, components);
      addTrained();
      addHarmony(components);
    }
    input.settings().geneVectors().ifPresent(file -> addAveraged(values, file));
  }

  private void addVariable(CsrMatrix values) {
    for (int thousands : THOUSANDS) {
      int fewer = thousands == 2 ? 1000 : 2000;
      if (values.columns() > fewer) {
        made.add(new VariableExpression(values, thousands));
      } else {
        input.note(
            String.format(
                Locale.ROOT,
                "baseline/hvg_%dk left out: there are %,d genes",
                thousands,
                values.columns()));
      }
    }
  }

  private void addWhole(CsrMatrix values) {
    input.counts().ifPresent(counts -> addWhole(new WholeExpression("raw", counts)));
    addWhole(new WholeExpression("log", values));
  }

  private void addWhole(WholeExpression whole) {
    if (WholeExpression.fits(whole.values())) {
      made.add(whole);
    } else {
      input.note(
          String.format(
              Locale.ROOT,
              "baseline/%s left out: %,d cells of %,d genes are more than %,d numbers",
              whole.name(),
              whole.values().rows(),
              whole.values().columns(),
              WholeExpression.MOST_NUMBERS));
    }
  }

  /**
   * As many components as the cells have, cut from one factorisation; those that are PCA itself
   * from its own, so that both have the same numbers.
   */
  private void addSweep(CsrMatrix values, FittedComponents usual) {
    int most = Math.min(values.rows() - 1, values.columns());
    List<Integer> counts = SWEEP.stream().filter(count -> count <= most).toList();
    if (counts.size() < SWEEP.size()) {
      input.note(
          "%s left out: there are at most %d components".formatted(names(c -> c > most), most));
    }
    if (!counts.isEmpty()) {
      var components = new FittedComponents(values, counts.getLast());
      for (int count : counts) {
        made.add(
            new Components(
                "pca_" + count, count == Expression.COMPONENTS ? usual : components, count));
      }
    }
  }

  private static String names(IntPredicate chosen) {
    return SWEEP.stream()
        .filter(chosen::test)
        .map(count -> Contender.BASELINE + "pca_" + count)
        .collect(Collectors.joining(", "));
  }

  private void addTrained() {
    List<TrainedBaseline> wanted =
        List.of(TrainedBaseline.linearAutoencoder(), TrainedBaseline.scvi());
    Optional<TrainedBaselines> trained = input.trained();
    trained.ifPresent(
        training -> {
          wanted.forEach(baseline -> made.add(training.of(baseline).cells()));
          input.note(
              "%s were fitted once to all judged cells, those of tests too, without their labels"
                  .formatted(names(wanted)));
        });
    if (trained.isEmpty()) {
      input.note("%s left out: they need raw counts and recipes".formatted(names(wanted)));
    }
  }

  private static String names(List<TrainedBaseline> baselines) {
    return baselines.stream()
        .map(baseline -> Contender.BASELINE + baseline.name())
        .collect(Collectors.joining(" and "));
  }

  /** Components from which batches are taken out; cells without a batch are one of their own. */
  private void addHarmony(FittedComponents components) {
    Optional<Grouping> batches =
        input.cells().batches().filter(grouping -> grouping.names().size() > 1);
    if (batches.isEmpty()) {
      input.note("baseline/harmony left out: it needs at least two batches");
      return;
    }
    Grouping known = batches.get();
    int[] codes =
        IntStream.of(known.codes())
            .map(code -> code == Grouping.MISSING ? known.names().size() : code)
            .toArray();
    DenseMatrix before =
        new Components("pca", components, Expression.COMPONENTS).embed(input.cells().all());
    var corrected = Harmony.published(SEED).correct(before, codes);
    made.add(new Given("harmony", corrected.points()));
    input.note(
        "baseline/harmony was fitted once to all judged cells and their batches"
            + (corrected.converged() ? "" : ", and had not converged after its last round"));
  }

  private void addAveraged(CsrMatrix values, Path file) {
    var genes = input.genes().texts();
    AveragedVectors averaged = AveragedVectors.of(values, genes, NamedVectors.read(file));
    input.note(averaged.coverage());
    made.add(averaged);
  }
}
