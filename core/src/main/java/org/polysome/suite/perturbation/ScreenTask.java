package org.polysome.suite.perturbation;

import java.util.Locale;

/**
 * A question asked of a map of perturbations. The six that are averaged are those of TxFM, appendix
 * B.1.1, after Bendidi et al. 2024.
 */
enum ScreenTask {
  /** Do batches mix? */
  MIXING(true),
  /** Does a linear model find the perturbation in other batches? */
  LINEAR(true),
  /** Do neighbours in other batches share the perturbation? */
  NEIGHBOURS(true),
  /** Are the cells of a perturbation alike, against random cells? */
  CONSISTENCY(true),
  /** The same against perturbations of genes that are not expressed. */
  CONSISTENCY_OF_EXPRESSED(false),
  /** Do perturbations of related genes lie along one line? */
  RELATIONSHIPS(true),
  /** Is expression given back? */
  RECONSTRUCTION(true);

  private final boolean averaged;

  ScreenTask(boolean averaged) {
    this.averaged = averaged;
  }

  /** Whether it is one of the six. */
  boolean isAveraged() {
    return averaged;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
