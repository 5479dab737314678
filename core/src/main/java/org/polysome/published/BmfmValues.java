package org.polysome.published;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polysome.fault.DataException;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenKind;

/** The value encoders of BMFM-RNA, told by the names of their tensors. */
final class BmfmValues {

  private static final String OURS = "model.value-encoder.";
  private static final String TABLE = "special_token_embeddings.weight";

  private final RuleBook book;
  private final String theirs;
  private final TokenTable tokens;
  private final WeightFile weights;
  private final boolean zeroToken;

  /**
   * The encoder of a checkpoint.
   *
   * @param theirs what the names of its tensors begin with
   */
  BmfmValues(RuleBook book, String theirs, TokenTable tokens, WeightFile weights) {
    this.book = book;
    this.theirs = theirs;
    this.tokens = tokens;
    this.weights = weights;
    if (!book.has(theirs + TABLE)) {
      throw new DataException(
          "%s has no '%s'; expected expressions as numbers, with vectors of special tokens"
              .formatted(weights.path(), theirs + TABLE));
    }
    zeroToken = book.size(theirs + TABLE, 0) > special();
  }

  private int special() {
    return tokens.kinds().size() + tokens.unused().size();
  }

  void rules() {
    List<RowRun> rows = new ArrayList<>(tokens.kindRows());
    if (zeroToken) {
      rows.add(RowRun.one(TokenKind.ZERO.ordinal(), special()));
    }
    book.rows(OURS + "kinds.weight", theirs + TABLE, rows);
    if (layered()) {
      book.layer(OURS + "first", theirs + "dense_1").layer(OURS + "second", theirs + "dense_2");
    } else {
      book.layer(OURS + "projection", theirs + "dense");
      if (book.has(theirs + "basis")) {
        book.same(OURS + "basis", theirs + "basis");
      }
    }
  }

  private boolean layered() {
    return book.has(theirs + "dense_1.weight");
  }

  String yaml() {
    String zero = zeroToken ? "token" : "number";
    if (layered()) {
      return "{type: mlp, hidden: %d, activation: leaky-relu, others: hidden, zero: %s}"
          .formatted(book.size(theirs + "dense_1.weight", 0), zero);
    }
    boolean basis = book.has(theirs + "basis");
    String sigmoids =
        book.has(theirs + "sigmoid_centers")
            ? ", sigmoids: {centres: %s, orientations: %s}"
                .formatted(numbers("sigmoid_centers"), numbers("sigmoid_orientations"))
            : "";
    return "{type: periodic, count: %d%s%s, zero: %s, projection: {type: linear, bias: false}}"
        .formatted(
            basis ? book.size(theirs + "basis", 0) : 0, basis ? frequencies() : "", sigmoids, zero);
  }

  private String numbers(String name) {
    return Arrays.toString(tensor(name).toDoubles());
  }

  private Tensor tensor(String name) {
    Tensor tensor = weights.tensors().get(theirs + name);
    if (tensor == null) {
      throw new DataException(
          "%s: no tensor '%s' where one is needed".formatted(weights.path(), theirs + name));
    }
    return tensor;
  }

  /** Each twice the one before where they are fixed; else they were trained. */
  private String frequencies() {
    float[] basis = tensor("basis").toFloats();
    for (int at = 1; at < basis.length; at++) {
      if (Math.abs(basis[at] - 2 * basis[at - 1]) > 1e-5 * Math.abs(basis[at])) {
        return "";
      }
    }
    return ", frequencies: {type: geometric, scale: %s}".formatted(basis[0] / (2 * Math.PI));
  }
}
