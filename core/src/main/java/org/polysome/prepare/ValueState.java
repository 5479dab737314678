package org.polysome.prepare;

/** What has been done to the numbers of a matrix. */
public enum ValueState {
  /** Counts as they were measured: whole numbers, none negative. */
  RAW("raw counts"),
  /** Divided by the library size: cells have equal totals, or steps of one size each. */
  NORMALISED("library-size normalised"),
  /** The logarithm of something normalised. */
  LOG("log-normalised"),
  /** Centred or scaled: some numbers are negative. */
  SCALED("scaled"),
  /** Ranks or bins: small whole numbers with the same maximum in nearly every cell. */
  BINNED("binned"),
  /** Not whole numbers for none of the reasons above: RPKM, corrected counts, mixed units. */
  NON_INTEGER("not whole numbers"),
  /** NaN or infinite numbers among them. */
  INVALID("invalid"),
  /** No non-zero at all. */
  EMPTY("empty");

  private final String words;

  ValueState(String words) {
    this.words = words;
  }

  /** The state in words, for messages. */
  public String words() {
    return words;
  }
}
