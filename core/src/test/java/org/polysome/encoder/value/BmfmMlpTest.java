package org.polysome.encoder.value;

/** The MLP whose tokens without a number enter at the hidden layer, as BMFM-RNA runs it. */
class BmfmMlpTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return read(Mlp.class, "{hidden: 12, activation: leaky-relu, zero: token, others: hidden}");
  }
}
