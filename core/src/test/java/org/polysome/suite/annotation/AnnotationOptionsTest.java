package org.polysome.suite.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.polysome.suite.annotation.FoundRows.row;
import static org.polysome.suite.annotation.FoundRows.value;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.probe.Probe;
import org.polysome.metric.probe.ProbeProtocol;
import org.polysome.metric.probe.ProbeTask;
import org.polysome.provenance.Manifest;
import org.polysome.suite.Baselines;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Figure;
import org.polysome.suite.InputRecord;
import org.polysome.suite.ResultRow;
import org.polysome.suite.SmallData;
import org.polysome.suite.SuiteOutcome;
import org.polysome.suite.SuiteRun;

@Tag("locale")
class AnnotationOptionsTest {

  private static final BenchmarkSettings SETTINGS =
      BenchmarkSettings.of("cell_type").withBaselines(Baselines.NONE);

  @TempDir Path folder;
  private final SmallData data = new SmallData();

  @Test
  void eachProbeHasCurvesOfHowSureItIs() {
    SuiteOutcome outcome = judge(AnnotationOptions.defaults(), SETTINGS);
    assertThat(outcome.figures())
        .extracting(Figure::title)
        .containsExactly(
            "Reliability, kNN",
            "Reliability, linear probe",
            "Reliability, MLP",
            "Abstention, kNN",
            "Abstention, linear probe",
            "Abstention, MLP");
    Figure abstention = outcome.figures().getLast();
    assertThat(abstention.curves()).extracting(Figure.Curve::name).contains("X_good");
    Figure.Curve good = abstention.curves().getFirst();
    assertThat(good.y()[good.y().length - 1])
        .isEqualTo(value(outcome, "X_good", "mlp_accuracy", "stratified"), Offset.offset(1e-12));
  }

  @Test
  void theDataMayBringTheirOwnSplit() {
    data.batch = cell -> Optional.of(List.of("Train", "test", "train", "validation").get(cell % 4));
    var options =
        new AnnotationOptions(
            ProbeProtocol.TXFM, Optional.of(List.of("knn", "mlp")), Optional.of("batch"));
    SuiteOutcome outcome = judge(options, SETTINGS);
    assertThat(value(outcome, "X_good", "knn_accuracy", "given-split")).isGreaterThan(0.8);
    assertThat(value(outcome, "X_good", "mlp_accuracy", "given-split")).isGreaterThan(0.8);
    assertThat(outcome.results().results())
        .extracting(ResultRow::metric)
        .doesNotContain("linear_accuracy");
    assertThat(outcome.results().results()).allMatch(row -> row.group().equals("given-split"));
    assertThat(outcome.confusions().getFirst().matrix().total()).isEqualTo(38);
    data.batch = cell -> Optional.of("somewhere");
    assertThatThrownBy(() -> judge(options, SETTINGS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("says 'somewhere'");
    data.batch = cell -> Optional.of("train");
    assertThat(row(judge(options, SETTINGS), "X_good", "knn_brier", "given-split").status())
        .isEqualTo("too-few-cells");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"LONG_TAILS", "LONG_TAILS_AS_PUBLISHED", "TX_EVALUATION"})
  void everyProtocolJudges(ProbeProtocol protocol) {
    var options = new AnnotationOptions(protocol, Optional.empty(), Optional.empty());
    SuiteOutcome outcome = judge(options, SETTINGS);
    // 250 steps of at most 0.001 from random weights teach Tx-Evaluation's probe little here.
    double least = protocol == ProbeProtocol.TX_EVALUATION ? 0.2 : 0.8;
    boolean published = protocol == ProbeProtocol.LONG_TAILS_AS_PUBLISHED;
    String group = published ? "random" : "stratified";
    assertThat(value(outcome, "X_good", "linear_accuracy", group)).isGreaterThan(least);
    assertThat(row(outcome, "X_good", "linear_accuracy", group).flavor())
        .endsWith(published ? "selected-on-test" : "last-weights");
    assertThat(outcome.results().settings().protocol())
        .containsEntry("Protocol", protocol.text())
        .hasEntrySatisfying(
            "Selection",
            words -> assertThat(words.startsWith("on the tested cells")).isEqualTo(published));
  }

  @Test
  void typesOfFewerThan250CellsAreDroppedBy001() {
    var options =
        new AnnotationOptions(ProbeProtocol.ENCODINGS, Optional.empty(), Optional.empty());
    InputRecord met = judge(options, SETTINGS).results().settings().inputs().getFirst();
    assertThat(met.smallClasses()).containsEntry("type0", 50).hasSize(3);
  }

  @Test
  void probesThatAProtocolLacksAreRefused() {
    assertThatThrownBy(
            () ->
                new AnnotationOptions(
                    ProbeProtocol.TX_EVALUATION, Optional.of(List.of("mlp")), Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessage("protocol tx-evaluation has no probe 'mlp'; there are: knn, linear");
  }

  @Test
  void anMlpOnManyNumbersMustBeAskedFor() {
    Probe mlp = ProbeProtocol.TXFM.probes().getLast();
    var train = new LabelledPoints(DenseMatrix.zeros(1, 1000), new int[1], 1);
    ProbeTask large = ProbeTask.of(train, DenseMatrix.zeros(20_000, 1000));
    ProbeTask smaller = ProbeTask.of(train, DenseMatrix.zeros(19_999, 1000));
    var asked =
        new AnnotationOptions(ProbeProtocol.TXFM, Optional.of(List.of("mlp")), Optional.empty());
    assertThat(AnnotationOptions.defaults().isLeftOut(mlp, large)).isTrue();
    assertThat(AnnotationOptions.defaults().isLeftOut(mlp, smaller)).isFalse();
    assertThat(asked.isLeftOut(mlp, large)).isFalse();
  }

  private SuiteOutcome judge(AnnotationOptions options, BenchmarkSettings settings) {
    Path file = data.write(folder.resolve("cells.h5ad"));
    return new SuiteRun(new AnnotationSuite(options), settings)
        .judge(List.of(file), List.of(), Manifest.start(List.of("test")));
  }
}
