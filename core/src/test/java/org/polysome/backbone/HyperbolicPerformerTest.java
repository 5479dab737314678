package org.polysome.backbone;

class HyperbolicPerformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read(
        "{type: performer, norm: post, kernel: cosh, second-output: true, row-norm: constant}");
  }
}
