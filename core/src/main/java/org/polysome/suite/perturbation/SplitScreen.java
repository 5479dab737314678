package org.polysome.suite.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.Measurement;
import org.polysome.metric.Status;
import org.polysome.metric.perturbation.PerturbedCells;
import org.polysome.metric.probe.DecoderTask;
import org.polysome.metric.probe.Probe;
import org.polysome.metric.probe.ProbeProtocol;
import org.polysome.metric.probe.ProbeTask;
import org.polysome.metric.probe.WeightedKnnProbe;
import org.polysome.metric.reconstruction.Prediction;
import org.polysome.metric.reconstruction.ReconstructionErrors;
import org.polysome.metric.reconstruction.StructuralIntegrity;
import org.polysome.suite.Metric;

/**
 * What is learnt in some batches of a screen and tested in others.
 *
 * @param expression of the screen's cells, where there is some
 * @param decoders what decodes it from an embedding; the first counts
 */
record SplitScreen(Optional<ScreenExpression> expression, List<ScreenDecoder> decoders) {

  /** The probes: the linear one as Tx-Evaluation is configured, the neighbours as its code is. */
  static List<Probe> probes() {
    Probe linear =
        ProbeProtocol.TX_EVALUATION.probes().stream()
            .filter(probe -> probe.name().equals("linear"))
            .findFirst()
            .orElseThrow();
    return List.of(
        linear,
        new WeightedKnnProbe(
            WeightedKnnProbe.Distance.COSINE, OptionalInt.empty(), OptionalInt.empty()));
  }

  /** All metrics of one split, after an alignment. */
  List<Measured> measure(PerturbedCells cells, ScreenSplit split, long seed) {
    List<Measured> all = new ArrayList<>();
    for (Probe probe : probes()) {
      all.addAll(probed(cells, split, new Asked(probe, seed)));
    }
    for (ScreenDecoder decoder : decoders) {
      all.addAll(decoded(cells, split, new Decoded(decoder, seed)));
    }
    return all;
  }

  private record Asked(Probe probe, long seed) {}

  private static List<Measured> probed(PerturbedCells cells, ScreenSplit split, Asked asked) {
    Probe probe = asked.probe;
    ScreenTask task = probe.name().equals("linear") ? ScreenTask.LINEAR : ScreenTask.NEIGHBOURS;
    Optional<Status> refusal = refusal(cells, split);
    List<Measurement> values;
    if (refusal.isPresent()) {
      values = List.of(Measurement.none(refusal.get()), Measurement.none(refusal.get()));
    } else {
      var train =
          new LabelledPoints(cells.points(), cells.perturbations(), cells.perturbationCodes())
              .select(split.train());
      var given =
          new ProbeTask(train, Optional.empty(), cells.points().select(split.known()), asked.seed);
      var answer = probe.predict(given);
      int[] truth = codes(cells, split.known());
      values =
          List.of(
              Measurement.of(answer.topAccuracy(truth, 1)),
              Measurement.of(answer.topAccuracy(truth, 5)));
    }
    boolean linear = task == ScreenTask.LINEAR;
    Metric first = linear ? MapMetrics.LINEAR_TOP1 : MapMetrics.KNN_TOP1;
    Metric fifth = linear ? MapMetrics.LINEAR_TOP5 : MapMetrics.KNN_TOP5;
    return List.of(
        Measured.of(task, first, values.get(0)), Measured.of(task, fifth, values.get(1)));
  }

  private static Optional<Status> refusal(PerturbedCells cells, ScreenSplit split) {
    if (Arrays.stream(cells.batches()).distinct().count() < 2) {
      return Optional.of(Status.SINGLE_BATCH);
    }
    if (Arrays.stream(codes(cells, split.train())).distinct().count() < 2) {
      return Optional.of(Status.SINGLE_LABEL);
    }
    return split.known().length == 0 ? Optional.of(Status.TOO_FEW_CELLS) : Optional.empty();
  }

  private static int[] codes(PerturbedCells cells, int[] places) {
    return IntStream.of(places).map(place -> cells.perturbations()[place]).toArray();
  }

  private record Decoded(ScreenDecoder decoder, long seed) {}

  private List<Measured> decoded(PerturbedCells cells, ScreenSplit split, Decoded asked) {
    if (expression.isEmpty() || split.train().length < 2 || split.unseen().length == 0) {
      Status status = expression.isEmpty() ? Status.NOT_AVAILABLE : Status.TOO_FEW_CELLS;
      return decoded(asked.decoder, Measurement.none(status), Measurement.none(status));
    }
    int[] genes = expression.get().variable(split.train());
    DenseMatrix measured = expression.get().of(split.unseen(), genes);
    DenseMatrix predicted =
        asked
            .decoder
            .decoder()
            .decode(
                new DecoderTask(
                    cells.points().select(split.train()),
                    expression.get().of(split.train(), genes),
                    cells.points().select(split.unseen()),
                    asked.seed));
    var prediction = new Prediction(predicted, measured);
    int[] batches = IntStream.of(split.unseen()).map(place -> cells.batches()[place]).toArray();
    boolean[] control = new boolean[batches.length];
    for (int i = 0; i < control.length; i++) {
      control[i] = cells.perturbations()[split.unseen()[i]] == cells.control();
    }
    return decoded(
        asked.decoder,
        ReconstructionErrors.spearman(prediction),
        StructuralIntegrity.of(prediction, new StructuralIntegrity.Design(batches, control))
            .integrity());
  }

  private List<Measured> decoded(
      ScreenDecoder decoder, Measurement spearman, Measurement integrity) {
    return List.of(
        decoded(decoder, decoder.spearman(), spearman),
        decoded(decoder, decoder.integrity(), integrity));
  }

  private Measured decoded(ScreenDecoder decoder, Metric metric, Measurement value) {
    var measured = Measured.of(ScreenTask.RECONSTRUCTION, metric, value);
    return decoder == decoders.getFirst() ? measured : measured.beside();
  }
}
