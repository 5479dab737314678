package org.polysome.anndata;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares tables by what they say, whatever encoding a column went through. */
public final class SameFrame {

  private SameFrame() {}

  /** The same names and columns in the same order, with the same entries missing. */
  public static void assertSame(Frame actual, Frame expected) {
    assertThat(actual.index()).isEqualTo(expected.index());
    assertThat(actual.columns().keySet()).containsExactlyElementsOf(expected.columns().keySet());
    expected
        .columns()
        .forEach(
            (name, column) -> {
              Column read = actual.column(name).orElseThrow();
              for (int r = 0; r < expected.rows(); r++) {
                assertThat(read.text(r)).as(name).isEqualTo(column.text(r));
              }
            });
  }
}
