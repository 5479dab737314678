package org.polysome.backbone;

class PermutedCnnTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return new Cnn(9, ReadingOrder.GENE, 0, 1e-5, false);
  }
}
