package org.polysome.backbone;

class UnprojectedPerformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read("{type: performer, kernel: unprojected, scaled: false}");
  }
}
