package org.polysome.encoder.value;

class EvenHardBinsTest extends ValueEncoderContract {

  @Override
  ValueEncoderSpec spec() {
    return new HardBins(4, new BinEdges.Even(4), Input.NORMALISED, false);
  }
}
