package org.polysome.objective;

import org.polysome.tensor.Tensor;

/** One loss over hidden values. */
interface ValueTerm {

  /** Its name and weight within the objective. */
  Term term();

  /** Whether a hidden value takes part. */
  boolean applies(float value);

  /**
   * The loss of each hidden value, in float32.
   *
   * @param scores (rows, {@link ValueLoss#outputs()})
   * @return (rows); where the term does not apply, any finite number
   */
  Tensor elements(Tensor scores, HiddenValues hidden);
}
