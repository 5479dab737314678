package org.polysome.corpus;

import java.util.List;
import org.polysome.anndata.Column;
import org.polysome.fault.DataException;

/** Numbers per gene of several corpora, added up; a gene that a corpus lacks has none there. */
final class GeneSums {

  private final GeneUnion genes;

  GeneSums(GeneUnion genes) {
    this.genes = genes;
  }

  /**
   * The sums.
   *
   * @param parts the column of each corpus
   * @throws DataException if one holds no numbers
   */
  Column of(String name, List<Column> parts) {
    double[] sums = new double[genes.vocabulary().size()];
    for (int part = 0; part < parts.size(); part++) {
      GeneMap map = genes.maps().get(part);
      for (int gene = 0; gene < parts.get(part).length(); gene++) {
        sums[map.id(gene)] += number(name, parts.get(part), gene);
      }
    }
    return new Column.Decimals(sums);
  }

  private static double number(String name, Column column, int gene) {
    return switch (column) {
      case Column.Integers whole -> whole.values()[gene];
      case Column.Decimals decimals -> decimals.values()[gene];
      default ->
          throw new DataException(
              "column '%s' of var holds no numbers, which several corpora could add up"
                  .formatted(name));
    };
  }
}
