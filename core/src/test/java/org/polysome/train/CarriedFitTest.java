package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.objective.LabelDictionary;
import org.polysome.tokenizer.Fitted;
import org.polysome.tokenizer.GeneSelection;

/** A run that knows the genes A, B, C, D, and one on C, N, B that starts from it. */
class CarriedFitTest {

  private static final Vocabulary THERE = Vocabulary.of(List.of("A", "B", "C", "D"));
  private static final Vocabulary HERE = Vocabulary.of(List.of("C", "N", "B"));
  private static final String YAML =
      """
      tokenizer: {genes: {type: highly-variable, count: 2}}
      objectives: [wced]
      train: {max-steps: 1, init-from: runs/old}
      """;

  private static Plan plan(String... assignments) {
    return Config.bind(
        Assignment.applyAll(YamlReader.read(YAML, "test.yaml"), List.of(assignments)), Plan.class);
  }

  private static GeneSelection selection() {
    return plan().tokenizer().genes();
  }

  private static BitSet bits(int... places) {
    BitSet bits = new BitSet();
    for (int place : places) {
      bits.set(place);
    }
    return bits;
  }

  private static Fitted fitted(BitSet selected, double... medians) {
    return new Fitted(
        Optional.of(selected),
        Optional.of(medians),
        Optional.empty(),
        Optional.empty(),
        Optional.of(900.0));
  }

  private static Earlier earlier(Fitted fitted) {
    Map<String, LabelDictionary> labels =
        Map.of("cell_type", LabelDictionary.of(List.of("T", "B", "NK"), List.of()));
    return new Earlier("runs/old", plan(), THERE, fitted, labels);
  }

  private static CarriedFit carried(Fitted fitted, String... assignments) {
    return CarriedFit.of(earlier(fitted), plan(assignments), HERE);
  }

  private static <T> T never() {
    throw new AssertionError("nothing is to be fitted");
  }

  @Test
  void selectedGenesAreThoseOfTheSameName() {
    CarriedFit fit = carried(fitted(bits(1, 2), 1, 2, 3, 4));
    assertThat(fit.selected(selection(), CarriedFitTest::never)).isEqualTo(bits(0, 2));
    assertThat(fit.parts())
        .containsExactly(new FittedPart("selected genes", 2, 0, "carried over from runs/old"));
  }

  @Test
  void selectedGenesThatTheCorpusDoesNotHaveAreLeftOutAndSaid() {
    CarriedFit fit = carried(fitted(bits(0, 2, 3), 1, 2, 3, 4));
    assertThat(fit.selected(selection(), CarriedFitTest::never)).isEqualTo(bits(0));
    assertThat(fit.parts())
        .extracting(FittedPart::line)
        .containsExactly(
            "selected genes: 1 of 3 carried over from runs/old, the corpus does not have the"
                + " others");
    CarriedFit none = carried(fitted(bits(0, 3), 1, 2, 3, 4));
    assertThatThrownBy(() -> none.selected(selection(), CarriedFitTest::never))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "train.fitted: the corpus has none of the 2 genes that runs/old selected; use"
                + " train.fitted=anew");
  }

  @Test
  void anotherRuleSelectsAnew() {
    CarriedFit fit = carried(fitted(bits(1, 2), 1, 2, 3, 4));
    GeneSelection other = plan("tokenizer.genes.count=3").tokenizer().genes();
    assertThat(fit.selected(other, () -> bits(1))).isEqualTo(bits(1));
    assertThat(fit.parts())
        .containsExactly(
            new FittedPart(
                "selected genes",
                0,
                1,
                "fitted anew on the training cells: runs/old does not select genes by this rule"));
  }

  @Test
  void mediansOfGenesThatAreNewOrHaveNoneThereAreFitted() {
    CarriedFit fit = carried(fitted(bits(1), 1, 0, 3, 4));
    assertThat(fit.medians(3, () -> new double[] {10, 20, 30})).containsExactly(3, 20, 30);
    assertThat(fit.parts())
        .extracting(FittedPart::line)
        .containsExactly(
            "medians: 1 carried over from runs/old, 2 that it does not have fitted anew on the"
                + " training cells");
    assertThat(fit.parts().getFirst().carried()).isEqualTo(1);
    assertThat(fit.parts().getFirst().anew()).isEqualTo(2);
  }

  /** A gene that no training cell shows has none on either side. */
  @Test
  void mediansThatNobodyHasAreNotCounted() {
    CarriedFit fit = carried(fitted(bits(1), 1, 2, 3, 4));
    assertThat(fit.medians(3, () -> new double[] {10, 0, 30})).containsExactly(3, 0, 2);
    assertThat(fit.parts())
        .containsExactly(new FittedPart("medians", 2, 0, "carried over from runs/old"));
  }

  @Test
  void nothingIsFittedWhereEveryMedianIsCarried() {
    Earlier all = earlier(fitted(bits(1), 1, 2, 3, 4));
    CarriedFit fit = CarriedFit.of(all, plan(), Vocabulary.of(List.of("D", "A")));
    assertThat(fit.medians(2, CarriedFitTest::never)).containsExactly(4, 1);
    assertThat(fit.targetDepth(CarriedFitTest::never)).isEqualTo(900);
    assertThat(fit.parts())
        .containsExactly(
            FittedPart.carried("medians", 2, "runs/old"),
            FittedPart.carried("target depth", 1, "runs/old"));
  }

  @Test
  void whatTheOtherRunDoesNotHaveIsFitted() {
    CarriedFit fit = carried(Fitted.NOTHING);
    assertThat(fit.medians(3, () -> new double[] {1, 0, 2})).containsExactly(1, 0, 2);
    assertThat(fit.targetDepth(() -> 70.0)).isEqualTo(70);
    assertThat(fit.frequencies(() -> new double[] {4, 5, 6})).containsExactly(4, 5, 6);
    String anew = "fitted anew on the training cells: ";
    assertThat(fit.parts())
        .containsExactly(
            new FittedPart("medians", 0, 2, anew + "runs/old has none"),
            new FittedPart("target depth", 0, 1, anew + "runs/old has none"),
            new FittedPart(
                "frequencies of genes",
                0,
                3,
                anew + "they are of the cells that genes are sampled in"));
  }

  @Test
  void aPlanThatSaysSoFitsEverythingAnew() {
    CarriedFit fit = carried(fitted(bits(1, 2), 1, 2, 3, 4), "train.fitted=anew");
    assertThat(fit.medians(3, () -> new double[] {7, 8, 9})).containsExactly(7, 8, 9);
    assertThat(fit.targetDepth(() -> 5.0)).isEqualTo(5);
    assertThat(fit.selected(selection(), () -> bits(1))).isEqualTo(bits(1));
    assertThat(fit.parts())
        .extracting(FittedPart::remark)
        .containsOnly("fitted anew on the training cells: train.fitted says so");
  }

  @Test
  void labelsAreOfTheTrainingCellsAndThoseKnownThereAreCounted() {
    CarriedFit fit = carried(fitted(bits(1), 1, 2, 3, 4));
    fit.labels(Map.of("cell_type", LabelDictionary.of(List.of("NK", "M", "T", "E"), List.of("E"))));
    fit.labels(Map.of("donor", LabelDictionary.of(List.of("d1"), List.of())));
    assertThat(fit.parts())
        .containsExactly(
            new FittedPart(
                "labels of 'cell_type'",
                0,
                3,
                "the 3 of the training cells; 2 of them are known to runs/old by the same name,"
                    + " which knows 3"),
            new FittedPart(
                "labels of 'donor'",
                0,
                1,
                "the 1 of the training cells; 0 of them are known to runs/old by the same name,"
                    + " which knows 0"));
  }

  @Test
  void withoutAnotherRunNothingIsNoted() {
    CarriedFit fit = CarriedFit.none();
    assertThat(fit.medians(2, () -> new double[] {1, 2})).containsExactly(1, 2);
    assertThat(fit.targetDepth(() -> 3.0)).isEqualTo(3);
    assertThat(fit.frequencies(() -> new double[] {1})).containsExactly(1);
    assertThat(fit.selected(selection(), () -> bits(2))).isEqualTo(bits(2));
    fit.labels(Map.of("donor", LabelDictionary.of(List.of("d1"), List.of())));
    assertThat(fit.parts()).isEmpty();
  }

  @Test
  void aRunThatKnowsNoneOfTheGenesIsRefused() {
    Earlier run = earlier(Fitted.NOTHING);
    Vocabulary others = Vocabulary.of(List.of("X", "Y"));
    assertThatThrownBy(() -> CarriedFit.of(run, plan(), others))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "train.init-from: runs/old knows genes such as 'A' and the corpus genes such as 'X',"
                + " and none is the same; build the corpus with names of the same kind");
  }
}
