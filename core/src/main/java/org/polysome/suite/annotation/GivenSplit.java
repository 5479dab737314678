package org.polysome.suite.annotation;

import java.util.Locale;
import java.util.stream.IntStream;
import org.polysome.anndata.AnnDataFile;
import org.polysome.fault.DataException;
import org.polysome.metric.Split;
import org.polysome.suite.JudgedCells;
import org.polysome.suite.map.Grouping;

/**
 * A division of the judged cells that the data bring; cells without a value are in no part.
 *
 * @param split the cells to learn from and those to be tested
 * @param validation places of the cells to choose models by; none where the data name none
 */
record GivenSplit(Split split, int[] validation) {

  private static final String TRAIN = "train";
  private static final String TEST = "test";
  private static final String VALIDATION = "validation";

  /**
   * Reads a column of a file.
   *
   * @throws DataException if there is no such column, or it holds anything but the names of the
   *     three parts, in any case
   */
  static GivenSplit of(AnnDataFile file, String column, JudgedCells cells) {
    Grouping parts = Grouping.of(file, column);
    for (String name : parts.names()) {
      String part = name.toLowerCase(Locale.ROOT);
      if (!part.equals(TRAIN) && !part.equals(TEST) && !part.equals(VALIDATION)) {
        throw new DataException(
            "obs column '%s' of %s says '%s'; a split is made of 'train', 'test' and 'validation'"
                .formatted(column, file.path(), name));
      }
    }
    return new GivenSplit(
        new Split(places(parts, cells, TRAIN), places(parts, cells, TEST)),
        places(parts, cells, VALIDATION));
  }

  private static int[] places(Grouping parts, JudgedCells cells, String part) {
    return IntStream.range(0, cells.size())
        .filter(
            place -> {
              int code = parts.codes()[cells.rows()[place]];
              return code != Grouping.MISSING && parts.names().get(code).equalsIgnoreCase(part);
            })
        .toArray();
  }
}
