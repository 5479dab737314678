package org.polysome.train.spec;

import java.util.List;
import org.polysome.config.Bare;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * Which cells are held out of training, to choose checkpoints and settings by. In YAML a bare
 * number is a fraction and a bare text a column: {@code validation: 0.1}, {@code validation:
 * donor_id}.
 */
public sealed interface ValidationSpec {

  /** No cells: the last checkpoint counts. */
  record None() implements ValidationSpec {}

  /**
   * Cells drawn by their content, so that the same cell is held out of every run with this seed.
   *
   * @param share how many of the cells, in (0, 1)
   */
  record Fraction(@Bare @Default("0.1") double share) implements ValidationSpec {
    /** Checks the share. */
    public Fraction {
      checkShare(share);
    }
  }

  /**
   * All cells of some groups, such as whole experimental batches.
   *
   * @param name column of {@code obs} that tells the groups
   * @param values the groups held out; if none are named, groups are drawn by their name
   * @param share how many of the groups are drawn, rounded up to at least one; in (0, 1)
   */
  record Column(@Bare String name, @Default("[]") List<String> values, @Default("0.1") double share)
      implements ValidationSpec {
    /** Checks the share and copies the values. */
    public Column {
      checkShare(share);
      values = List.copyOf(values);
    }
  }

  /**
   * All cells that a query chooses.
   *
   * @param where over {@code obs}, as {@code data.select} is, such as {@code donor == "d1" and day
   *     > 3}
   */
  record Query(String where) implements ValidationSpec {
    /** Refuses an empty query. */
    public Query {
      if (where.isBlank()) {
        throw new UsageException("where: the query is empty");
      }
    }
  }

  private static void checkShare(double share) {
    if (!(share > 0 && share < 1)) {
      throw new UsageException("share: " + share + " is not between 0 and 1");
    }
  }
}
