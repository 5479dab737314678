package org.polysome.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;

/**
 * Geneformer's rank value encoding. Its {@code n_counts}, which may count genes outside the
 * columns, becomes a cell's total by one more gene of the vocabulary that has no median. Leaving
 * out rows by {@code filter_pass} is the selection of a corpus, so {@code out.filtered} is compared
 * with the rows that pass.
 */
public final class GeneformerRankGolden implements GoldenCheck {

  @Override
  public void check(GoldenCase golden) {
    int genes = GoldenRows.width(golden, "in.counts");
    double[] medians = Arrays.copyOf(golden.tensor("in.medians").toDoubles(), genes + 1);
    double[] known = golden.tensor("in.in_vocabulary").toDoubles();
    IntStream.range(0, genes).filter(gene -> known[gene] == 0).forEach(gene -> medians[gene] = 0);
    Tokenizer tokenizer =
        GoldenRows.tokenizer(
            genes + 1,
            GoldenRows.medians(medians),
            "{length: %d, cls: false, order: rank}".formatted(genes + 1));
    int[][] tokens = new int[GoldenRows.rows(golden, "in.counts")][];
    for (int row = 0; row < tokens.length; row++) {
      tokens[row] = tokens(golden, row, tokenizer);
      assertThat(tokens[row])
          .as("tokenize_cell row %d", row)
          .containsExactly(expected(golden, "out.tokenize_cell", row, tokens[row].length));
    }
    compare(golden, "out.all", tokens);
    compare(golden, "out.filtered", tokens);
  }

  private static int[] tokens(GoldenCase golden, int row, Tokenizer tokenizer) {
    double[] counts = GoldenRows.row(golden, "in.counts", row);
    double total = golden.tensor("in.n_counts").toDoubles()[row];
    double[] all = Arrays.copyOf(counts, counts.length + 1);
    all[counts.length] = total - Arrays.stream(counts).sum();
    TokenBatch batch =
        tokenizer.tokenize(List.of(GoldenRows.cell(all)), Draw.embedding(0), List.of());
    int[] ids = GoldenRows.ints(golden.tensor("in.tokens").toDoubles());
    return Arrays.stream(batch.genes(), 0, batch.lengths()[0]).map(gene -> ids[gene]).toArray();
  }

  private static void compare(GoldenCase golden, String name, int[][] tokens) {
    int[] rows = GoldenRows.ints(golden.tensor(name + ".row").toDoubles());
    int[] lengths = GoldenRows.ints(golden.tensor(name + ".length").toDoubles());
    if (name.endsWith("filtered")) {
      double[] passes = golden.tensor("in.filter_pass").toDoubles();
      assertThat(rows)
          .containsExactly(
              IntStream.range(0, passes.length).filter(row -> passes[row] == 1).toArray());
    }
    for (int i = 0; i < rows.length; i++) {
      assertThat(tokens[rows[i]])
          .as("%s row %d", name, i)
          .containsExactly(expected(golden, name + ".tokens", i, lengths[i]));
    }
  }

  private static int[] expected(GoldenCase golden, String name, int row, int length) {
    int[] padded = GoldenRows.ints(GoldenRows.row(golden, name, row));
    assertThat(Arrays.stream(padded).skip(length)).allMatch(padding -> padding == 0);
    return Arrays.copyOf(padded, length);
  }
}
