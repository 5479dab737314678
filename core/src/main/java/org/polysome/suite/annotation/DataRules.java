package org.polysome.suite.annotation;

import java.util.Optional;
import org.polysome.suite.CellChoice;

/**
 * What a recipe of published data says of how it is judged, in place of what the protocol says.
 *
 * @param name of the data set
 * @param how cells are drawn; as the protocol does, if it does not say
 * @param testShare the share that is tested, of cells or of batches
 * @param leastCells classes with fewer cells are left out
 * @param choice which cells are judged
 */
public record DataRules(
    String name,
    Optional<Drawn> how,
    Optional<Double> testShare,
    Optional<Integer> leastCells,
    CellChoice choice) {

  /** How the tested cells are drawn. */
  public enum Drawn {
    /** All alike. */
    RANDOM,
    /** The same share of each class. */
    STRATIFIED,
    /** Whole batches; beside them within classes, as the protocol does. */
    BY_BATCH
  }
}
