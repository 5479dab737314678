package org.polysome.anndata;

/**
 * How a file stores a matrix.
 *
 * @param layout {@code csr}, {@code csc}, {@code dense}, {@code mtx} or {@code table}
 * @param type type of the stored numbers as numpy names it, such as {@code float32}; {@code text}
 *     where the file is text
 * @param entries number of stored entries, explicit zeros included
 */
public record MatrixStorage(String layout, String type, long entries) {}
