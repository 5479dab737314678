package org.polysome.experiment;

import java.util.List;
import org.polysome.config.Require;
import org.polysome.suite.grid.GridCell;
import org.polysome.train.Plan;

/**
 * One run that an experiment asks for.
 *
 * @param name what tells it from the other runs of a sweep; empty where there is one run only
 * @param cell which it is of; runs that differ only in their seed are of one
 * @param stages what is trained, on what and how: one plan after the other, each from the weights
 *     of the one before; most have one
 */
public record Variant(String name, GridCell cell, List<Plan> stages) {

  /** Checks that there is something to train. */
  public Variant {
    stages = List.copyOf(stages);
    Require.notEmpty("stages", stages);
  }
}
