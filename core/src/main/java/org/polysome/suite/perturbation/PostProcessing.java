package org.polysome.suite.perturbation;

import java.util.Optional;
import org.polysome.config.Names;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.perturbation.Alignment;
import org.polysome.metric.perturbation.BatchScaling;
import org.polysome.metric.perturbation.PerturbedCells;
import org.polysome.metric.perturbation.TypicalVariation;
import org.polysome.suite.Group;

/** What is done to an embedding before a screen is judged in it (TxFM, appendix B.1.1). */
public enum PostProcessing {
  /** Nothing. */
  NONE(cells -> cells.points(), 0, MapMetrics.AS_GIVEN),
  /** The mean of a batch's controls is taken off. */
  CENTRE(BatchScaling.CENTRE, 1, MapMetrics.CENTRED),
  /** Each batch is standardised by its controls. */
  CENTRE_SCALE(BatchScaling.CENTRE_SCALE, 1, MapMetrics.SCALED),
  /** Typical variation normalisation, batches brought to the same covariance. */
  TVN(new TypicalVariation(true), 2, MapMetrics.TVN);

  private final Alignment alignment;
  private final int leastControls;
  private final Group group;

  PostProcessing(Alignment alignment, int leastControls, Group group) {
    this.alignment = alignment;
    this.leastControls = leastControls;
    this.group = group;
  }

  /** Its name on the command line and in results. */
  public String text() {
    return Names.kebab(name());
  }

  Group group() {
    return group;
  }

  /** The cells after it; none where a batch has too few controls, or the controls do not vary. */
  Optional<PerturbedCells> apply(PerturbedCells cells) {
    if (cells.batchesShortOfControls(leastControls).length > 0) {
      return Optional.empty();
    }
    DenseMatrix aligned = alignment.align(cells);
    return aligned.columns() == 0 ? Optional.empty() : Optional.of(cells.at(aligned));
  }
}
