package org.polysome.suite.annotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polysome.metric.Abstention;
import org.polysome.metric.Calibration;
import org.polysome.metric.Confidences;
import org.polysome.suite.Figure;
import org.polysome.suite.Findings;

/**
 * Two figures for each probe on one input, with a curve for each embedding: how often answers are
 * right by how sure they are, and how accurate they are where only the surest are given.
 */
final class CertaintyFigures {

  private static final Figure.Curve AS_SURE_AS_RIGHT =
      new Figure.Curve("as sure as right", new double[] {0, 1}, new double[] {0, 1});

  private final Map<String, List<Figure.Curve>> reliability = new LinkedHashMap<>();
  private final Map<String, List<Figure.Curve>> abstention = new LinkedHashMap<>();

  /** Adds what a probe answered on an embedding, over all splits. */
  void add(String probe, String embedding, Confidences confidences) {
    List<Calibration.Bin> filled =
        Calibration.of(confidences).bins().stream().filter(bin -> bin.cells() > 0).toList();
    reliability
        .computeIfAbsent(probe, unused -> new ArrayList<>())
        .add(
            new Figure.Curve(
                embedding,
                filled.stream().mapToDouble(Calibration.Bin::confidence).toArray(),
                filled.stream().mapToDouble(Calibration.Bin::accuracy).toArray()));
    List<Abstention.Point> points = Abstention.of(confidences).points();
    abstention
        .computeIfAbsent(probe, unused -> new ArrayList<>())
        .add(
            new Figure.Curve(
                embedding,
                points.stream().mapToDouble(Abstention.Point::coverage).toArray(),
                points.stream().mapToDouble(Abstention.Point::accuracy).toArray()));
  }

  /** Hands the figures over. */
  void addTo(Findings findings, String input) {
    reliability.forEach(
        (probe, curves) -> {
          // Last, so that an embedding has the same colour in both figures.
          curves.add(AS_SURE_AS_RIGHT);
          findings.add(
              figure(input, "Reliability, " + ProbeMetrics.titleOf(probe), "confidence", curves));
        });
    String answered = "share of cells answered, surest first";
    abstention.forEach(
        (probe, curves) ->
            findings.add(
                figure(input, "Abstention, " + ProbeMetrics.titleOf(probe), answered, curves)));
  }

  private static Figure figure(
      String input, String title, String across, List<Figure.Curve> curves) {
    return new Figure(input, title, across, "accuracy", curves);
  }
}
