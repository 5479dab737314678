package org.polysome.backbone;

class PublishedCnnTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return new Cnn(9, ReadingOrder.GIVEN, 0, 1e-5, true);
  }
}
