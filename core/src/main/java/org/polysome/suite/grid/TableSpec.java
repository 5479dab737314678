package org.polysome.suite.grid;

import java.util.List;
import org.polysome.config.Default;
import org.polysome.config.OneOrMore;
import org.polysome.config.Require;

/**
 * A table as a paper prints it: cells of the grid down, numbers across.
 *
 * @param name of its files
 * @param title what it shows, and which table of which paper it is
 * @param scores its numbers
 * @param columns whether each score is a column, or each input and the mean over them, of one score
 * @param facts what stands before them
 * @param readings in which the runs were judged; none means all
 * @param percent whether shares are shown in percent
 * @param baselines whether baselines are shown above the runs
 * @param parts the cells under headings; none means all cells without one
 */
public record TableSpec(
    String name,
    String title,
    @OneOrMore List<String> scores,
    @Default("scores") Columns columns,
    @Default("[]") List<Fact> facts,
    @OneOrMore @Default("[]") List<String> readings,
    @Default("false") boolean percent,
    @Default("true") boolean baselines,
    @Default("[]") List<Part> parts) {

  /** What the columns are. */
  public enum Columns {
    /** A score each, over all inputs. */
    SCORES,
    /** An input each, and the mean over them. */
    INPUTS
  }

  /** What is known of a run before it is judged. */
  public enum Fact {
    /** Trained numbers of the backbone and the encoder of values. */
    PARAMETERS("Parameters", "Parameters are those of the backbone and the encoder of values."),
    /** Multiplications with an addition for a cell of as many tokens as fit, without heads. */
    MULTIPLY_ADDS(
        "Multiply-adds", "Multiply-adds are of one cell of as many tokens as fit, without heads."),
    /** Cells it was trained on. */
    TRAINING_CELLS("Training cells", "Training cells are those that were not held out.");

    private final String title;
    private final String note;

    Fact(String title, String note) {
      this.title = title;
      this.note = note;
    }

    String title() {
      return title;
    }

    /** What a reader should know of it, as a sentence. */
    String note() {
      return note;
    }
  }

  /**
   * Some cells under a heading.
   *
   * @param title the heading
   * @param runs names of the cells, in order; those that are not in the grid are left out
   */
  public record Part(String title, List<String> runs) {
    /** Copies the names. */
    public Part {
      runs = List.copyOf(runs);
    }
  }

  /** Copies the lists, and checks that columns of inputs are of one score. */
  public TableSpec {
    scores = List.copyOf(scores);
    facts = List.copyOf(facts);
    readings = List.copyOf(readings);
    parts = List.copyOf(parts);
    Require.notEmpty("scores", scores);
    Require.that(
        columns == Columns.SCORES || scores.size() == 1,
        "scores",
        "must be one where each input is a column",
        scores);
  }

  /** Whether runs that were judged in a reading are shown. */
  boolean shows(String reading) {
    return readings.isEmpty() || readings.contains(reading);
  }
}
