package org.polysome.corpus;

/**
 * A column of {@code obs} or {@code var} on disk.
 *
 * @param name its name, which may hold any character
 * @param file stem of its files: {@code stem.npy}, for categories {@code stem.categories.json}, and
 *     {@code stem.missing.npy} where entries are missing and the numbers cannot say so
 * @param type what it holds
 * @param missing whether there is a file of missing entries
 */
public record ColumnInfo(String name, String file, Type type, boolean missing) {

  /** What a column holds. */
  public enum Type {
    /** int32 codes with a list of categories, -1 where missing. */
    CATEGORICAL,
    /** As {@link #CATEGORICAL}, and the order of the categories has a meaning. */
    ORDERED,
    /** UTF-8 bytes of fixed width. */
    TEXT,
    /** float64, NaN where missing. */
    DECIMAL,
    /** int64. */
    INTEGER,
    /** NumPy's bool. */
    BOOLEAN
  }
}
