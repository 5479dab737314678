package org.polysome.model;

import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Labels of cells as rows of zeros with a one at the label. */
public final class OneHot {

  private OneHot() {}

  /**
   * The rows.
   *
   * @param codes label of each cell (cells); below 0 where it is not known
   * @param labels how many labels there are
   * @return (cells, labels), float32; nothing but zeros where a label is not known
   */
  public static Tensor of(Tensor codes, int labels) {
    Tensor all = Tensors.range(labels, codes.device());
    return codes
        .to(ElementType.INT64)
        .unsqueeze(1)
        .equalTo(all.unsqueeze(0))
        .to(ElementType.FLOAT32);
  }
}
