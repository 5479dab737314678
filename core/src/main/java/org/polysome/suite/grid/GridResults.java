package org.polysome.suite.grid;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.suite.EmbeddingNames;

/**
 * All that is known of the runs of a grid.
 *
 * @param runs the runs, in the order of the grid
 * @param baselines what was judged beside them, as if each were a run read in every way
 * @param readings names of the readings
 */
public record GridResults(List<JudgedRun> runs, List<JudgedRun> baselines, List<String> readings) {

  /** The status of a cell whose runs have all diverged and could not be judged. */
  private static final String DIVERGED = "diverged";

  /** Copies the lists. */
  public GridResults {
    runs = List.copyOf(runs);
    baselines = List.copyOf(baselines);
    readings = List.copyOf(readings);
  }

  /** The cells of the grid, in order. */
  List<GridCell> cells() {
    return runs.stream().map(JudgedRun::cell).distinct().toList();
  }

  /** The repeats of a cell; of a baseline the one there is. */
  List<JudgedRun> of(GridCell cell) {
    return Stream.concat(runs.stream(), baselines.stream())
        .filter(run -> run.cell().equals(cell))
        .toList();
  }

  /** Those of them that have not diverged; where all have, they are shown all the same. */
  List<JudgedRun> trained(GridCell cell) {
    List<JudgedRun> trained = of(cell).stream().filter(run -> !run.diverged()).toList();
    return trained.isEmpty() ? of(cell) : trained;
  }

  private boolean hasDiverged(GridCell cell) {
    return of(cell).stream().allMatch(JudgedRun::diverged);
  }

  /** What a reader calls a cell or baseline, and whether its runs have diverged. */
  String title(GridCell cell) {
    if (runs.stream().noneMatch(run -> run.cell().equals(cell))) {
      return EmbeddingNames.title(cell.name());
    }
    return hasDiverged(cell) ? cell.title() + " (diverged)" : cell.title();
  }

  /** The inputs of a score, in order. */
  List<String> inputs(Score score) {
    return readings.stream()
        .flatMap(reading -> runs.stream().flatMap(run -> run.inputs(reading, score).stream()))
        .distinct()
        .toList();
  }

  /** Whether cells have several runs. */
  boolean repeated() {
    return cells().size() < runs.size();
  }

  /**
   * A score of a cell over all inputs. Its spread is that over the repeats where there are several,
   * else that over the inputs where there are several, else what the suite says.
   */
  Estimate over(GridCell cell, String reading, Score score) {
    List<Estimate> repeats =
        trained(cell).stream()
            .map(
                run ->
                    Estimate.over(
                        run.inputs(reading, score).stream()
                            .map(input -> run.value(reading, score, input))
                            .toList()))
            .toList();
    return flagged(cell, Estimate.over(repeats));
  }

  /** What could not be judged because training failed says so. */
  private Estimate flagged(GridCell cell, Estimate estimate) {
    return estimate.status().equals(Estimate.NOT_JUDGED) && hasDiverged(cell)
        ? Estimate.none(DIVERGED)
        : estimate;
  }

  /** A score of a cell on one input. */
  Estimate on(String input, GridCell cell, String reading, Score score) {
    List<Estimate> repeats =
        trained(cell).stream().map(run -> run.value(reading, score, input)).toList();
    return flagged(cell, Estimate.over(repeats));
  }

  /** The cell of a name. */
  Optional<GridCell> cell(String name) {
    return cells().stream().filter(cell -> cell.name().equals(name)).findFirst();
  }
}
