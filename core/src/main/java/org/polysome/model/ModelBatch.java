package org.polysome.model;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.encoder.value.TokenValues;
import org.polysome.fault.DataException;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;

/**
 * A batch of tokenised cells on a device. Its tensors live in the scope it was made in.
 *
 * @param host the batch on the host, with what is known of it and not read
 * @param genes gene id of each token (cells, tokens), 32-bit integers
 * @param values what the value encoder reads
 * @param present (cells, tokens) true where there is a token; empty where there is no padding
 * @param startsWithCls whether the first token of every cell stands for the cell
 * @param hasDepth whether every cell has both depth tokens
 * @param seen largest number of tokens of a cell that are {@linkplain #sees seen}
 * @param labels label codes (cells) by column, 32-bit integers
 * @param fields further codes of tokens, by name
 * @param masked where the masked values of the batch are; empty if it has none
 * @param whole the whole cells, if the batch has them
 */
public record ModelBatch(
    TokenBatch host,
    Tensor genes,
    TokenValues values,
    Optional<Tensor> present,
    boolean startsWithCls,
    boolean hasDepth,
    int seen,
    Map<String, Tensor> labels,
    Map<String, Field> fields,
    Optional<MaskedRows> masked,
    Optional<WholeCells> whole) {

  /** Copies the labels and fields. */
  public ModelBatch {
    labels = Map.copyOf(labels);
    fields = Map.copyOf(fields);
  }

  /**
   * One field of the tokens.
   *
   * @param codes (cells, tokens), 32-bit integers; below 0 where a token has none
   * @param largest the largest of them
   */
  public record Field(Tensor codes, int largest) {}

  /**
   * Moves a batch to a device.
   *
   * @throws DataException if a cell has no tokens at all, so that it has no embedding
   */
  public static ModelBatch of(TokenBatch batch, Device device) {
    long[] shape = {batch.cells(), batch.tokens()};
    requireTokens(batch);
    Tensor kinds = Tensors.of(batch.kinds(), shape).to(device).to(ElementType.INT32);
    TokenValues values =
        new TokenValues(
            Tensors.of(batch.values(), shape).to(device),
            Tensors.of(batch.counts(), shape).to(device),
            kinds);
    boolean padded = IntStream.of(batch.lengths()).anyMatch(length -> length < batch.tokens());
    return new ModelBatch(
        batch,
        Tensors.of(batch.genes(), shape).to(device),
        values,
        padded ? Optional.of(kinds.equalTo(TokenKind.PAD.code()).not()) : Optional.empty(),
        startsWithCls(batch),
        has(batch, TokenKind.DEPTH_SOURCE) && has(batch, TokenKind.DEPTH_TARGET),
        seen(batch),
        labels(batch, device),
        fields(batch, device),
        MaskedRows.of(batch, device),
        batch.whole().map(cells -> new WholeCells(cells, batch.sources(), device)));
  }

  /**
   * The codes of the kinds that are neither padding nor hidden nor zero: what a masked
   * autoencoder's encoder reads.
   */
  static boolean sees(int kind) {
    return kind != TokenKind.PAD.code()
        && kind != TokenKind.ZERO.code()
        && kind != TokenKind.MASK.code();
  }

  private static int seen(TokenBatch batch) {
    return IntStream.range(0, batch.cells())
        .map(cell -> (int) kinds(batch, cell).filter(ModelBatch::sees).count())
        .max()
        .orElse(0);
  }

  private static boolean has(TokenBatch batch, TokenKind kind) {
    return IntStream.range(0, batch.cells())
        .allMatch(cell -> kinds(batch, cell).anyMatch(code -> code == kind.code()));
  }

  private static IntStream kinds(TokenBatch batch, int cell) {
    int from = cell * batch.tokens();
    return IntStream.range(from, from + batch.tokens()).map(at -> batch.kinds()[at]);
  }

  private static Map<String, Field> fields(TokenBatch batch, Device device) {
    return batch.fields().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, field -> field(field, batch, device)));
  }

  private static Field field(Map.Entry<String, int[]> field, TokenBatch batch, Device device) {
    int[] codes = field.getValue();
    return new Field(
        Tensors.of(codes, batch.cells(), batch.tokens()).to(device),
        IntStream.of(codes).max().orElse(-1));
  }

  private static Map<String, Tensor> labels(TokenBatch batch, Device device) {
    return batch.labels().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                column -> Tensors.of(column.getValue(), batch.cells()).to(device)));
  }

  private static void requireTokens(TokenBatch batch) {
    for (int cell = 0; cell < batch.cells(); cell++) {
      if (batch.lengths()[cell] == 0 && batch.tokens() > 0) {
        throw new DataException(
            "cell "
                + cell
                + " of a batch has no tokens: none of its genes was seen and tokenizer.cls is"
                + " false; leave out cells without counts");
      }
    }
  }

  private static boolean startsWithCls(TokenBatch batch) {
    return batch.tokens() > 0
        && IntStream.range(0, batch.cells())
            .allMatch(cell -> batch.kinds()[cell * batch.tokens()] == TokenKind.CLS.code());
  }

  /**
   * The whole cells, for whom the batch must have them.
   *
   * @throws IllegalArgumentException if the batch does not have them
   */
  public WholeCells requireWhole() {
    return whole.orElseThrow(
        () ->
            new IllegalArgumentException(
                "a batch without whole cells, which a model or an objective reads"));
  }

  /** Label codes (cells) of a column, {@link TokenBatch#NO_LABEL} where the batch has none. */
  public Tensor labels(String column) {
    return Optional.ofNullable(labels.get(column))
        .orElseGet(
            () -> Tensors.full(TokenBatch.NO_LABEL, ElementType.INT32, genes.device(), cells()));
  }

  /** Number of cells. */
  public long cells() {
    return genes.size(0);
  }

  /** Number of tokens of the longest cell. */
  public long tokens() {
    return genes.size(1);
  }
}
