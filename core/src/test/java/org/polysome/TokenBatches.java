package org.polysome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.polysome.random.Seeds;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/** Made-up tokenised cells, and batches of them in any company, order and padding. */
public final class TokenBatches {

  /** Size of the vocabulary that made-up cells are drawn from. */
  public static final int GENES = 60;

  private TokenBatches() {}

  /** The tokens of one cell. */
  public record CellTokens(int[] genes, float[] values, float[] counts, byte[] kinds) {

    /** Number of tokens. */
    public int length() {
      return genes.length;
    }

    /** The same tokens in another order. */
    public CellTokens ordered(int[] order) {
      CellTokens other = blank(order.length);
      for (int i = 0; i < order.length; i++) {
        other.genes[i] = genes[order[i]];
        other.values[i] = values[order[i]];
        other.counts[i] = counts[order[i]];
        other.kinds[i] = kinds[order[i]];
      }
      return other;
    }

    private static CellTokens blank(int length) {
      return new CellTokens(
          new int[length], new float[length], new float[length], new byte[length]);
    }
  }

  /** A cell of a cls token and seen, unseen and hidden genes, no gene twice. */
  public static CellTokens cell(long seed, int length) {
    RandomGenerator random = Seeds.generator(seed, length);
    List<Integer> genes = new ArrayList<>();
    for (int gene = 0; gene < GENES; gene++) {
      genes.add(gene);
    }
    CellTokens cell = CellTokens.blank(length);
    set(cell, 0, TokenBatch.special(GENES, TokenKind.CLS), TokenKind.CLS, 0);
    for (int i = 1; i < length; i++) {
      int place = random.nextInt(genes.size());
      int gene = genes.remove(place);
      int draw = random.nextInt(10);
      TokenKind kind = draw < 7 ? TokenKind.VALUE : draw < 9 ? TokenKind.MASK : TokenKind.ZERO;
      set(cell, i, gene, kind, kind == TokenKind.VALUE ? 1 + random.nextInt(20) : 0);
    }
    return cell;
  }

  /** The same tokens and an end behind them. */
  public static CellTokens ended(CellTokens cell) {
    CellTokens longer = CellTokens.blank(cell.length() + 1);
    for (int i = 0; i < cell.length(); i++) {
      longer.genes[i] = cell.genes[i];
      longer.values[i] = cell.values[i];
      longer.counts[i] = cell.counts[i];
      longer.kinds[i] = cell.kinds[i];
    }
    set(longer, cell.length(), TokenBatch.special(GENES, TokenKind.END), TokenKind.END, 0);
    return longer;
  }

  private static void set(CellTokens cell, int at, int gene, TokenKind kind, int count) {
    cell.genes[at] = gene;
    cell.kinds[at] = kind.code();
    cell.counts[at] = count;
    cell.values[at] = (float) Math.log1p(count);
  }

  /** Cells of these lengths, all different. */
  public static List<CellTokens> cells(long seed, int... lengths) {
    List<CellTokens> cells = new ArrayList<>();
    for (int length : lengths) {
      cells.add(cell(Seeds.of(seed, cells.size()), length));
    }
    return cells;
  }

  /** A batch of cells, padded to the longest. */
  public static TokenBatch batch(List<CellTokens> cells) {
    return batch(cells, cells.stream().mapToInt(CellTokens::length).max().orElse(0));
  }

  /** A batch of cells, padded to a number of tokens. */
  public static TokenBatch batch(List<CellTokens> cells, int tokens) {
    CellTokens all = CellTokens.blank(cells.size() * tokens);
    Arrays.fill(all.genes, TokenBatch.special(GENES, TokenKind.PAD));
    for (int cell = 0; cell < cells.size(); cell++) {
      CellTokens from = cells.get(cell);
      System.arraycopy(from.genes, 0, all.genes, cell * tokens, from.length());
      System.arraycopy(from.values, 0, all.values, cell * tokens, from.length());
      System.arraycopy(from.counts, 0, all.counts, cell * tokens, from.length());
      System.arraycopy(from.kinds, 0, all.kinds, cell * tokens, from.length());
    }
    return new TokenBatch(
        cells.size(),
        tokens,
        all.genes,
        all.values,
        all.counts,
        all.kinds,
        cells.stream().mapToInt(CellTokens::length).toArray(),
        new int[cells.size()],
        Map.of(),
        Optional.empty(),
        Optional.of(whole(cells)),
        Map.of());
  }

  /** The genes that are seen. */
  private static TokenBatch.WholeCells whole(List<CellTokens> cells) {
    int[] indptr = new int[cells.size() + 1];
    List<Integer> genes = new ArrayList<>();
    List<Float> counts = new ArrayList<>();
    for (int cell = 0; cell < cells.size(); cell++) {
      CellTokens tokens = cells.get(cell);
      for (int i = 0; i < tokens.length(); i++) {
        if (tokens.kinds()[i] == TokenKind.VALUE.code()) {
          genes.add(tokens.genes()[i]);
          counts.add(tokens.counts()[i]);
        }
      }
      indptr[cell + 1] = genes.size();
    }
    float[] numbers = new float[counts.size()];
    float[] values = new float[counts.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = counts.get(i);
      values[i] = (float) Math.log1p(numbers[i]);
    }
    return new TokenBatch.WholeCells(
        indptr,
        genes.stream().mapToInt(Integer::intValue).toArray(),
        values,
        numbers,
        MeasuredGenes.everything(1, GENES));
  }
}
