package org.polysome.backbone;

class RectifiedPerformerTest extends BackboneContract {

  @Override
  BackboneSpec spec() {
    return read("{type: performer, kernel: relu, as-published: true}");
  }
}
